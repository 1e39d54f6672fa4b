import {
  ActionIcon,
  Button,
  Checkbox,
  type CSSVariablesResolver,
  createTheme,
  Input,
  Menu,
  Modal,
  MultiSelect,
  PasswordInput,
  Radio,
  Select,
  Skeleton,
  Switch,
  Tabs,
  TagsInput,
  TextInput,
  Tooltip,
} from '@mantine/core';

/** Dense: 13 px text, 28 px controls. One accent, blue; what the other colours mean is in theme.css. */
export const theme = createTheme({
  fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif',
  fontFamilyMonospace:
    'ui-monospace, "SF Mono", "Cascadia Code", Menlo, Consolas, "Liberation Mono", monospace',
  fontSizes: { xs: '13px', sm: '13px', md: '14px', lg: '16px', xl: '18px' },
  lineHeights: { xs: '1.4', sm: '1.45', md: '1.5' },
  primaryColor: 'blue',
  primaryShade: 8,
  defaultRadius: 'sm',
  cursorType: 'pointer',
  respectReducedMotion: true,
  colors: {
    dark: [
      '#e3e6ea',
      '#c3c9d1',
      '#9aa3af',
      '#6b7480',
      '#3a4048',
      '#2c3037',
      '#22262c',
      '#16181c',
      '#121417',
      '#0d0f11',
    ],
  },
  components: {
    ActionIcon: ActionIcon.extend({ defaultProps: { variant: 'subtle', size: 28, color: 'gray' } }),
    Button: Button.extend({ defaultProps: { size: 'compact-sm' } }),
    Checkbox: Checkbox.extend({ defaultProps: { size: 'xs' } }),
    Input: Input.extend({ defaultProps: { size: 'xs' } }),
    Menu: Menu.extend({
      defaultProps: { shadow: 'md', position: 'bottom-start', transitionProps: { duration: 0 } },
    }),
    Modal: Modal.extend({ defaultProps: { transitionProps: { duration: 0 }, radius: 'md' } }),
    MultiSelect: MultiSelect.extend({ defaultProps: { size: 'xs' } }),
    PasswordInput: PasswordInput.extend({ defaultProps: { size: 'xs' } }),
    Radio: Radio.extend({ defaultProps: { size: 'xs' } }),
    Select: Select.extend({ defaultProps: { size: 'xs' } }),
    Skeleton: Skeleton.extend({ defaultProps: { radius: 'sm' } }),
    Switch: Switch.extend({ defaultProps: { size: 'xs' } }),
    Tabs: Tabs.extend({ defaultProps: { keepMounted: false } }),
    TagsInput: TagsInput.extend({ defaultProps: { size: 'xs' } }),
    TextInput: TextInput.extend({ defaultProps: { size: 'xs' } }),
    Tooltip: Tooltip.extend({ defaultProps: { openDelay: 400, transitionProps: { duration: 0 } } }),
  },
});

/** Mantine's own choices for quiet text fall below AA. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-text': '#1f2328',
    '--mantine-color-dimmed': '#57606c',
    '--mantine-color-placeholder': '#6a7380',
    '--mantine-color-error': '#b42318',
  },
  dark: {
    '--mantine-color-dimmed': '#9aa3af',
    '--mantine-color-placeholder': '#8e97a3',
    '--mantine-color-error': '#ff8f85',
  },
});
