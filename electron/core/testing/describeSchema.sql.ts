// Neither the order of columns nor the ledger is part of what revisions are to agree on.
export const schemaSql = `
SELECT line
  FROM (SELECT format('column %s.%s %s%s default %s', c.relname, a.attname,
                      format_type(a.atttypid, a.atttypmod),
                      CASE WHEN a.attnotnull THEN ' not null' ELSE '' END,
                      coalesce(pg_get_expr(d.adbin, d.adrelid), 'none')) AS line
          FROM pg_class c
          JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
          LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
         WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND c.relname <> 'SequelizeMeta'
        UNION ALL
        SELECT format('constraint %s on %s %s', conname, conrelid::regclass, pg_get_constraintdef(oid))
          FROM pg_constraint
         WHERE connamespace = 'public'::regnamespace AND contype <> 'n'
           AND conrelid <> coalesce(to_regclass('public."SequelizeMeta"'), 0::oid)
        UNION ALL
        SELECT format('index %s', indexdef)
          FROM pg_indexes
         WHERE schemaname = 'public' AND tablename <> 'SequelizeMeta'
        UNION ALL
        SELECT format('sequence %s %s', sequencename, data_type)
          FROM pg_sequences
         WHERE schemaname = 'public'
        UNION ALL
        SELECT format('view %s %s', c.oid::regclass, pg_get_viewdef(c.oid))
          FROM pg_class c
         WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('v', 'm')
        UNION ALL
        SELECT format('trigger %s', pg_get_triggerdef(oid)) FROM pg_trigger WHERE NOT tgisinternal
        UNION ALL
        SELECT format('function %s', pg_get_functiondef(oid))
          FROM pg_proc
         WHERE pronamespace = 'public'::regnamespace AND prokind IN ('f', 'p')
           AND NOT EXISTS (SELECT FROM pg_depend WHERE objid = pg_proc.oid AND deptype = 'e')
        UNION ALL
        SELECT format('comment on %s %s: %s', objoid::regclass, objsubid, description)
          FROM pg_description
         WHERE classoid = 'pg_class'::regclass
           AND objoid IN (SELECT oid FROM pg_class WHERE relnamespace = 'public'::regnamespace)
        UNION ALL
        SELECT format('partition %s of %s %s', c.oid::regclass, i.inhparent::regclass, pg_get_expr(c.relpartbound, c.oid))
          FROM pg_class c JOIN pg_inherits i ON i.inhrelid = c.oid
         WHERE c.relnamespace = 'public'::regnamespace AND c.relispartition AND c.relkind <> 'i'
        UNION ALL
        SELECT format('grants on %s %s', oid::regclass, relacl)
          FROM pg_class
         WHERE relnamespace = 'public'::regnamespace AND relacl IS NOT NULL
        UNION ALL
        SELECT format('invalid index %s', indexrelid::regclass) FROM pg_index WHERE NOT indisvalid
        UNION ALL
        SELECT format('enum %s %s', t.typname, string_agg(e.enumlabel, ', ' ORDER BY e.enumsortorder))
          FROM pg_type t
          JOIN pg_enum e ON e.enumtypid = t.oid
         GROUP BY t.typname
       ) AS lines
 ORDER BY line`;
