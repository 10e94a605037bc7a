-- The books: general (BKU), bank, cash, tax (Buku Pembantu Pajak), advance (Buku Pembantu Panjar), receipts. One view of lines
-- with one set of columns, and one function that adds running totals. Column names are kept: prints and exports read them.

-- `0007/SPP`: the number of a document as the column No. Bukti shows it.
CREATE OR REPLACE FUNCTION ledger.proof_of(p_kind text, p_number integer) RETURNS text LANGUAGE sql IMMUTABLE AS
$$
    SELECT lpad(p_number::text, greatest(4, length(p_number::text)), '0') || '/' || CASE p_kind
        WHEN 'spp' THEN 'SPP' WHEN 'receipt' THEN 'TBP' WHEN 'settlement' THEN 'SPJ' WHEN 'advance-return' THEN 'SISA'
        WHEN 'refund' THEN 'KMB' WHEN 'move' THEN 'MTS' WHEN 'deposit' THEN 'SSP' ELSE upper(p_kind) END
$$;

-- One line for each movement a book shows. in_sen and out_sen mean, by book: general, bank, cash: penerimaan, pengeluaran;
-- tax: pemotongan, penyetoran; advance: pemberian, pertanggungjawaban; receipts: what came in. In the tax, advance and receipts
-- books a reversal stands negative in the column of what it takes back.
CREATE OR REPLACE VIEW ledger.book_line WITH (security_invoker = true) AS
SELECT k.book, e.regency, e.village, e.year, e.id AS entry_id, e.number, e.book_date, e.recorded_at, e.kind, e.description,
       e.document_id, d.kind AS document_kind, d.number AS document_number, ledger.proof_of(d.kind, d.number) AS proof,
       coalesce(d.party, '') AS party, d.spp_id, e.reverses, e.corrects,
       p.ordinal, p.account, p.activity, p.fund, p.sub_detail,
       CASE k.book
           WHEN 'general' THEN greatest(CASE WHEN p.account LIKE '1.1.1.%' THEN p.amount_sen ELSE -p.amount_sen END, 0)
           WHEN 'bank' THEN greatest(p.amount_sen, 0)
           WHEN 'cash' THEN greatest(p.amount_sen, 0)
           WHEN 'tax' THEN CASE WHEN (p.amount_sen < 0) <> (e.kind = 'reversal') THEN -p.amount_sen ELSE 0 END
           WHEN 'advance' THEN CASE WHEN (p.amount_sen > 0) <> (e.kind = 'reversal') THEN p.amount_sen ELSE 0 END
           ELSE -p.amount_sen END AS in_sen,
       CASE k.book
           WHEN 'general' THEN greatest(CASE WHEN p.account LIKE '1.1.1.%' THEN -p.amount_sen ELSE p.amount_sen END, 0)
           WHEN 'bank' THEN greatest(-p.amount_sen, 0)
           WHEN 'cash' THEN greatest(-p.amount_sen, 0)
           WHEN 'tax' THEN CASE WHEN (p.amount_sen < 0) <> (e.kind = 'reversal') THEN 0 ELSE p.amount_sen END
           WHEN 'advance' THEN CASE WHEN (p.amount_sen > 0) <> (e.kind = 'reversal') THEN 0 ELSE -p.amount_sen END
           ELSE 0 END AS out_sen
  FROM ledger.entry AS e
  JOIN ledger.posting AS p ON p.regency = e.regency AND p.entry_id = e.id
  LEFT JOIN ledger.entry AS old ON old.regency = e.regency AND old.id = e.reverses
 CROSS JOIN LATERAL (SELECT coalesce(old.kind, e.kind) AS kind) AS o
 CROSS JOIN (VALUES ('general'), ('bank'), ('cash'), ('tax'), ('advance'), ('receipts')) AS k (book)
  LEFT JOIN ledger.document AS d ON d.regency = e.regency AND d.id = e.document_id
 WHERE CASE k.book
           -- What cash was moved for: the other legs of each entry with cash; a move between places shows both of its own. Of a
           -- settlement only the taxes are cash.
           WHEN 'general' THEN CASE
               WHEN o.kind = 'move' THEN true
               WHEN p.account LIKE '1.1.1.%' THEN false
               WHEN o.kind = 'settlement' THEN p.account LIKE '7.1.%'
               ELSE EXISTS (SELECT FROM ledger.posting AS c
                             WHERE c.regency = e.regency AND c.entry_id = e.id AND c.account LIKE '1.1.1.%') END
           WHEN 'bank' THEN p.account = '1.1.1.02'
           WHEN 'cash' THEN p.account = '1.1.1.01'
           WHEN 'tax' THEN p.account LIKE '7.1.%'
           WHEN 'advance' THEN p.account = '1.1.2.07'
           ELSE p.account ~ '^(4\.|6\.1\.)' END;
COMMENT ON VIEW ledger.book_line IS
    'Lines of the village''s books by name: general (BKU), bank, cash, tax, advance, receipts. Amounts in sen.';

-- A book of a village's year with running totals over the whole year, of which the lines of a period are given: the first
-- line's balance less its own movement is the opening balance. NULL: no bound, all fund sources.
CREATE OR REPLACE FUNCTION ledger.read_book(
    p_book text, p_village bigint, p_year integer, p_from date DEFAULT NULL, p_until date DEFAULT NULL, p_fund text DEFAULT NULL)
RETURNS TABLE (
    ordinal bigint, entry_id uuid, number bigint, book_date date, kind text, description text, document_id uuid,
    document_kind text, document_number integer, proof text, party text, spp_id uuid, account text, activity text, fund text,
    in_sen bigint, out_sen bigint, total_in_sen bigint, total_out_sen bigint, balance_sen bigint)
LANGUAGE sql STABLE AS
$$
    SELECT b.* FROM (
        SELECT row_number() OVER running AS ordinal, l.entry_id, l.number, l.book_date, l.kind, l.description, l.document_id,
               l.document_kind, l.document_number, l.proof, l.party, l.spp_id, l.account, l.activity, l.fund,
               l.in_sen, l.out_sen, (sum(l.in_sen) OVER running)::bigint AS total_in_sen,
               (sum(l.out_sen) OVER running)::bigint AS total_out_sen,
               (sum(l.in_sen - l.out_sen) OVER running)::bigint AS balance_sen
          FROM ledger.book_line AS l
         WHERE l.book = p_book AND l.regency = p_village / 1000000 AND l.village = p_village AND l.year = p_year
           AND (p_fund IS NULL OR l.fund = p_fund)
        WINDOW running AS (ORDER BY l.book_date, l.number, l.ordinal)) AS b
     WHERE (p_from IS NULL OR b.book_date >= p_from) AND (p_until IS NULL OR b.book_date <= p_until)
     ORDER BY b.ordinal
$$;

-- What a book says at the beginning and end of a period: opening balance, sums of the period, closing balance.
CREATE OR REPLACE FUNCTION ledger.book_totals(
    p_book text, p_village bigint, p_year integer, p_from date DEFAULT NULL, p_until date DEFAULT NULL, p_fund text DEFAULT NULL)
RETURNS TABLE (opening_sen bigint, in_sen bigint, out_sen bigint, closing_sen bigint)
LANGUAGE sql STABLE AS
$$
    SELECT coalesce(sum(l.in_sen - l.out_sen) FILTER (WHERE l.book_date < p_from), 0)::bigint,
           coalesce(sum(l.in_sen) FILTER (WHERE p_from IS NULL OR l.book_date >= p_from), 0)::bigint,
           coalesce(sum(l.out_sen) FILTER (WHERE p_from IS NULL OR l.book_date >= p_from), 0)::bigint,
           coalesce(sum(l.in_sen - l.out_sen), 0)::bigint
      FROM ledger.book_line AS l
     WHERE l.book = p_book AND l.regency = p_village / 1000000 AND l.village = p_village AND l.year = p_year
       AND (p_fund IS NULL OR l.fund = p_fund) AND (p_until IS NULL OR l.book_date <= p_until)
$$;

GRANT SELECT ON ledger.book_line TO balai_app, balai_audit, balai_backup, balai_wide;
GRANT EXECUTE ON FUNCTION ledger.proof_of, ledger.read_book, ledger.book_totals TO balai_app, balai_audit;
