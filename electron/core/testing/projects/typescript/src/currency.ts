export enum Currency {
  Euro = 'EUR',
  Yen = 'JPY',
}
