public import Postgres

/// Every statement of the log of the books. `SchemaTests` prepares each one.
public enum ProofStatement: String, SQLStatement {
    case regenciesWaiting = "SELECT regency FROM proof.regencies_waiting()"
    case openLog = "SELECT proof.open_log($1::integer, $2, $3)"
    case head = """
        SELECT ordinal, origin, state, size, edge, follows, note, opened_at, signed_at
          FROM proof.head($1::integer)
        """
    case takeHead = """
        SELECT ordinal, origin, state, size, edge, follows, note, opened_at, signed_at, now_text
          FROM proof.take_head($1::integer)
        """
    case waiting = "SELECT * FROM proof.entries_waiting($1::integer, $2::integer)"
    case villageHeads = """
        SELECT village, year, last_number, leaves, chain FROM proof.village_heads($1::integer, $2::integer)
        """
    case append = "SELECT proof.append($1::integer, $2::integer, $3::jsonb) AS is_stored"
    case tile = "SELECT hashes FROM proof.tile($1::integer, $2::integer, $3::integer, $4)"
    case dailyCheckpoints = "SELECT size, note FROM proof.daily_checkpoints($1::integer, $2::integer)"
    /// The head and the ends of all villages' years, of one moment.
    case headWithVillages = """
        SELECT h.ordinal, h.origin, h.size, h.note, h.follows, h.opened_at, h.signed_at,
               v.villages, v.years, v.numbers, v.leaves, v.chains
          FROM proof.head($1::integer) AS h
         CROSS JOIN LATERAL (
                SELECT coalesce(array_agg(x.village ORDER BY x.village, x.year), '{}') AS villages,
                       coalesce(array_agg(x.year::bigint ORDER BY x.village, x.year), '{}') AS years,
                       coalesce(array_agg(x.last_number ORDER BY x.village, x.year), '{}') AS numbers,
                       coalesce(array_agg(x.leaves ORDER BY x.village, x.year), '{}') AS leaves,
                       coalesce(array_agg(encode(x.chain, 'hex') ORDER BY x.village, x.year), '{}') AS chains
                  FROM proof.village_heads($1::integer, h.ordinal) AS x) AS v
        """
    /// A village's year in the order of the log, as it stands in the books now.
    case leaves = """
        SELECT l.index, l.kind, l.object_id, l.village, l.year, l.number, e.number AS entry_number,
               coalesce(e.book_date, b.regulation_date) AS book_date,
               coalesce(e.recorded_at, m.recorded_at) AS recorded_at,
               coalesce(e.kind, b.kind, m.verb) AS entry_kind, coalesce(e.origin, b.origin) AS origin,
               e.document_id, e.reverses, coalesce(e.description, m.description) AS description,
               coalesce(e.counterparty, m.counterparty) AS counterparty, e.ordinals,
               coalesce(e.accounts, b.accounts) AS accounts,
               coalesce(e.activities, b.activities) AS activities,
               coalesce(e.funds, b.funds) AS funds, coalesce(e.sub_details, b.sub_details) AS sub_details,
               coalesce(e.amounts, b.amounts) AS amounts,
               coalesce(b.ordinal, m.ordinal) AS ordinal, b.regulation, m.month, m.last_number,
               CASE WHEN l.index >= o.corrections_from THEN e.corrects END AS corrects,
               c.salt, c.description AS description_hash, c.counterparty AS counterparty_hash
          FROM proof.leaf AS l
          JOIN proof.log AS o ON o.regency = l.regency AND o.ordinal = l.log
          LEFT JOIN proof.entry_facts AS e
            ON l.kind = 'entry' AND e.regency = l.regency AND e.id = l.object_id
               AND e.village = l.village AND e.year = l.year
          LEFT JOIN proof.budget_facts AS b
            ON l.kind = 'budget' AND b.regency = l.regency AND b.id = l.object_id
               AND b.village = l.village AND b.year = l.year
          LEFT JOIN proof.period_facts AS m
            ON l.kind = 'period' AND m.regency = l.regency AND m.id = l.object_id
               AND m.village = l.village AND m.year = l.year
          LEFT JOIN proof.commitment AS c ON c.regency = l.regency AND c.entry_id = l.object_id
         WHERE l.regency = $1::bigint / 1000000 AND l.village = $1 AND l.year = $2 AND l.log = $3::integer
           AND l.index < $4
         ORDER BY l.index
        """
    /// Entries that stand in the books, but neither in the log nor in what waits for it.
    case unproven = """
        SELECT e.number, e.id FROM ledger.entry AS e
         WHERE e.regency = $1::bigint / 1000000 AND e.village = $1 AND e.year = $2
           AND NOT EXISTS (SELECT FROM proof.leaf AS l
                            WHERE l.regency = e.regency AND l.log = $3::integer AND l.object_id = e.id)
           AND NOT EXISTS (SELECT FROM proof.pending AS p
                            WHERE p.regency = e.regency AND p.village = e.village AND p.year = e.year
                              AND p.number = e.number AND p.object_id = e.id)
         ORDER BY e.number
        """
    /// What was posted and is not in the log yet.
    case waitingOfVillage = """
        SELECT count(*) AS waiting FROM proof.pending AS p
         WHERE p.regency = $1::bigint / 1000000 AND p.village = $1 AND p.year = $2
        """
}

/// Statements for after a restore: the server's operator alone.
public enum RestoreStatement: String, SQLStatement {
    case stopLogs = "SELECT proof.stop_logs() AS stopped"
    case declareRestore = "SELECT proof.declare_restore($1::integer, $2, $3)"
    case eraseTexts = "SELECT proof.erase_texts($1::integer, $2) AS is_erased"
}
