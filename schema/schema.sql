-- PostgreSQL database dump

SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;

CREATE SCHEMA audit;

ALTER SCHEMA audit OWNER TO balai_owner;

CREATE SCHEMA balai;

ALTER SCHEMA balai OWNER TO balai_owner;

CREATE SCHEMA identity;

ALTER SCHEMA identity OWNER TO balai_owner;

CREATE SCHEMA ledger;

ALTER SCHEMA ledger OWNER TO balai_owner;

COMMENT ON SCHEMA ledger IS 'Village money: lists, budget versions, payment requests, the journal.';

CREATE SCHEMA monitoring;

ALTER SCHEMA monitoring OWNER TO balai_owner;

COMMENT ON SCHEMA monitoring IS 'Works on the ground: boundaries, projects and their sites, photos, progress, flags.';

CREATE SCHEMA place;

ALTER SCHEMA place OWNER TO balai_owner;

CREATE SCHEMA proof;

ALTER SCHEMA proof OWNER TO balai_owner;

CREATE SCHEMA web;

ALTER SCHEMA web OWNER TO balai_owner;

COMMENT ON SCHEMA web IS 'What the public pages may read: views made for them only, for the role balai_public.';

CREATE FUNCTION audit.hash_of(p_value jsonb) RETURNS bytea
    LANGUAGE plpgsql IMMUTABLE STRICT
    AS 'schema/code';

ALTER FUNCTION audit.hash_of(p_value jsonb) OWNER TO balai_owner;

CREATE FUNCTION audit.record(p_verb text, p_village bigint, p_object_kind text, p_object_id uuid, p_before jsonb DEFAULT NULL::jsonb, p_after jsonb DEFAULT NULL::jsonb, p_facts jsonb DEFAULT '{}'::jsonb) RETURNS void
    LANGUAGE plpgsql
    AS 'schema/code';

ALTER FUNCTION audit.record(p_verb text, p_village bigint, p_object_kind text, p_object_id uuid, p_before jsonb, p_after jsonb, p_facts jsonb) OWNER TO balai_owner;

CREATE FUNCTION audit.refuse_change() RETURNS trigger
    LANGUAGE plpgsql
    AS 'schema/code';

ALTER FUNCTION audit.refuse_change() OWNER TO balai_owner;

CREATE FUNCTION balai.account() RETURNS uuid
    LANGUAGE sql STABLE PARALLEL SAFE
    AS 'schema/code';

ALTER FUNCTION balai.account() OWNER TO balai_owner;

CREATE FUNCTION balai.claim(p_id uuid, p_route text, p_fingerprint bytea, p_village bigint) RETURNS jsonb
    LANGUAGE plpgsql
    AS 'schema/code';

ALTER FUNCTION balai.claim(p_id uuid, p_route text, p_fingerprint bytea, p_village bigint) OWNER TO balai_owner;

CREATE FUNCTION balai.in_scope(p_village bigint) RETURNS boolean
    LANGUAGE sql STABLE PARALLEL SAFE
    AS 'schema/code';

ALTER FUNCTION balai.in_scope(p_village bigint) OWNER TO balai_owner;

CREATE FUNCTION balai.keep(p_id uuid, p_village bigint, p_answer jsonb) RETURNS jsonb
    LANGUAGE plpgsql
    AS 'schema/code';

ALTER FUNCTION balai.keep(p_id uuid, p_village bigint, p_answer jsonb) OWNER TO balai_owner;

CREATE FUNCTION balai.keep_until(p_kind text) RETURNS timestamp with time zone
    LANGUAGE plpgsql STABLE
    AS 'schema/code';

ALTER FUNCTION balai.keep_until(p_kind text) OWNER TO balai_owner;

CREATE FUNCTION balai.link() RETURNS uuid
    LANGUAGE sql STABLE PARALLEL SAFE
    AS 'schema/code';

ALTER FUNCTION balai.link() OWNER TO balai_owner;

CREATE FUNCTION balai.link_project() RETURNS uuid
    LANGUAGE sql STABLE PARALLEL SAFE
    AS 'schema/code';

ALTER FUNCTION balai.link_project() OWNER TO balai_owner;

CREATE FUNCTION balai.parameter(p_regency integer, p_key text, p_day date, p_default jsonb) RETURNS jsonb
    LANGUAGE plpgsql STABLE
    AS 'schema/code';

ALTER FUNCTION balai.parameter(p_regency integer, p_key text, p_day date, p_default jsonb) OWNER TO balai_owner;

CREATE FUNCTION balai.person() RETURNS uuid
    LANGUAGE sql STABLE PARALLEL SAFE
    AS 'schema/code';

ALTER FUNCTION balai.person() OWNER TO balai_owner;

CREATE FUNCTION balai.refuse(code text, facts jsonb DEFAULT '{}'::jsonb) RETURNS void
    LANGUAGE plpgsql
    AS 'schema/code';

ALTER FUNCTION balai.refuse(code text, facts jsonb) OWNER TO balai_owner;

CREATE FUNCTION balai.regency() RETURNS integer
    LANGUAGE sql STABLE PARALLEL SAFE
    AS 'schema/code';

ALTER FUNCTION balai.regency() OWNER TO balai_owner;

CREATE FUNCTION balai.request() RETURNS text
    LANGUAGE sql STABLE PARALLEL SAFE
    AS 'schema/code';

ALTER FUNCTION balai.request() OWNER TO balai_owner;

CREATE FUNCTION balai.require_post(p_village bigint, VARIADIC p_roles text[]) RETURNS void
    LANGUAGE plpgsql STABLE
    AS 'schema/code';

ALTER FUNCTION balai.require_post(p_village bigint, VARIADIC p_roles text[]) OWNER TO balai_owner;

CREATE FUNCTION balai.require_post_on(p_day date, p_village bigint, VARIADIC p_roles text[]) RETURNS void
    LANGUAGE plpgsql STABLE
    AS 'schema/code';

ALTER FUNCTION balai.require_post_on(p_day date, p_village bigint, VARIADIC p_roles text[]) OWNER TO balai_owner;

CREATE FUNCTION balai.require_second_factor() RETURNS void
    LANGUAGE plpgsql STABLE
    AS 'schema/code';

ALTER FUNCTION balai.require_second_factor() OWNER TO balai_owner;

CREATE FUNCTION balai.sweep() RETURNS TABLE(regency integer, kind text, removed bigint)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION balai.sweep() OWNER TO balai_wide;

CREATE FUNCTION balai.today(p_regency integer) RETURNS date
    LANGUAGE plpgsql STABLE
    AS 'schema/code';

ALTER FUNCTION balai.today(p_regency integer) OWNER TO balai_owner;

CREATE FUNCTION balai.village_from() RETURNS bigint
    LANGUAGE sql STABLE PARALLEL SAFE
    AS 'schema/code';

ALTER FUNCTION balai.village_from() OWNER TO balai_owner;

CREATE FUNCTION balai.village_list() RETURNS bigint[]
    LANGUAGE sql STABLE PARALLEL SAFE
    AS 'schema/code';

ALTER FUNCTION balai.village_list() OWNER TO balai_owner;

CREATE FUNCTION balai.village_until() RETURNS bigint
    LANGUAGE sql STABLE PARALLEL SAFE
    AS 'schema/code';

ALTER FUNCTION balai.village_until() OWNER TO balai_owner;

CREATE FUNCTION identity.accept_second_factor(p_token_hash bytea, p_step bigint) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION identity.accept_second_factor(p_token_hash bytea, p_step bigint) OWNER TO balai_wide;

CREATE FUNCTION identity.accounts(p_search text, p_after text, p_limit integer, p_only uuid DEFAULT NULL::uuid) RETURNS TABLE(id uuid, person uuid, username text, person_name text, state text, revision integer, has_password boolean, has_second_factor boolean, posts jsonb)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION identity.accounts(p_search text, p_after text, p_limit integer, p_only uuid) OWNER TO balai_wide;

CREATE FUNCTION identity.appoint(p_post uuid, p_person uuid, p_role text, p_place bigint, p_villages bigint[], p_from date, p_until date, p_standing text, p_decree text) RETURNS uuid
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION identity.appoint(p_post uuid, p_person uuid, p_role text, p_place bigint, p_villages bigint[], p_from date, p_until date, p_standing text, p_decree text) OWNER TO balai_wide;

CREATE FUNCTION identity.bootstrap_account(p_regency integer, p_account uuid, p_person uuid, p_post uuid, p_name text, p_username text, p_role text, p_place bigint, p_from date, p_decree text, p_password_hash text, p_slip_hash bytea) RETURNS uuid
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION identity.bootstrap_account(p_regency integer, p_account uuid, p_person uuid, p_post uuid, p_name text, p_username text, p_role text, p_place bigint, p_from date, p_decree text, p_password_hash text, p_slip_hash bytea) OWNER TO balai_wide;

CREATE FUNCTION identity.change_password(p_token_hash bytea, p_password_hash text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION identity.change_password(p_token_hash bytea, p_password_hash text) OWNER TO balai_wide;

CREATE FUNCTION identity.close_account(p_account uuid, p_revision integer) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION identity.close_account(p_account uuid, p_revision integer) OWNER TO balai_wide;

CREATE FUNCTION identity.count_failure(p_regency integer, p_account uuid) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION identity.count_failure(p_regency integer, p_account uuid) OWNER TO balai_wide;

CREATE FUNCTION identity.create_account(p_id uuid, p_person uuid, p_name text, p_username text, p_post uuid, p_role text, p_place bigint, p_villages bigint[], p_from date, p_until date, p_standing text, p_decree text) RETURNS uuid
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION identity.create_account(p_id uuid, p_person uuid, p_name text, p_username text, p_post uuid, p_role text, p_place bigint, p_villages bigint[], p_from date, p_until date, p_standing text, p_decree text) OWNER TO balai_wide;

CREATE FUNCTION identity.end_post(p_post uuid, p_until date, p_revision integer) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION identity.end_post(p_post uuid, p_until date, p_revision integer) OWNER TO balai_wide;

CREATE FUNCTION identity.end_session(p_token_hash bytea) RETURNS integer
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION identity.end_session(p_token_hash bytea) OWNER TO balai_wide;

CREATE FUNCTION identity.end_session_marked(p_mark text) RETURNS integer
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION identity.end_session_marked(p_mark text) OWNER TO balai_wide;

CREATE FUNCTION identity.enrol_second_factor(p_secret bytea) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION identity.enrol_second_factor(p_secret bytea) OWNER TO balai_wide;

CREATE FUNCTION identity.enter(p_token_hash bytea, p_request text DEFAULT ''::text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION identity.enter(p_token_hash bytea, p_request text) OWNER TO balai_wide;

CREATE FUNCTION identity.holds(p_role text, p_village bigint, p_day date) RETURNS boolean
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION identity.holds(p_role text, p_village bigint, p_day date) OWNER TO balai_wide;

CREATE FUNCTION identity.insert_account(p_regency integer, p_person uuid, p_name text, p_account uuid, p_username text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION identity.insert_account(p_regency integer, p_person uuid, p_name text, p_account uuid, p_username text) OWNER TO balai_wide;

CREATE FUNCTION identity.insert_post(p_regency integer, p_post uuid, p_person uuid, p_role text, p_place bigint, p_villages bigint[], p_from date, p_until date, p_standing text, p_decree text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION identity.insert_post(p_regency integer, p_post uuid, p_person uuid, p_role text, p_place bigint, p_villages bigint[], p_from date, p_until date, p_standing text, p_decree text) OWNER TO balai_wide;

CREATE FUNCTION identity.is_filled(p_role text, p_village bigint, p_day date) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION identity.is_filled(p_role text, p_village bigint, p_day date) OWNER TO balai_wide;

CREATE FUNCTION identity.is_fresh() RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION identity.is_fresh() OWNER TO balai_wide;

CREATE FUNCTION identity.make_slip(p_account uuid, p_token_hash bytea) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION identity.make_slip(p_account uuid, p_token_hash bytea) OWNER TO balai_wide;

CREATE FUNCTION identity.may_reset(p_account uuid) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION identity.may_reset(p_account uuid) OWNER TO balai_wide;

CREATE FUNCTION identity.my_sessions() RETURNS TABLE(mark text, kind text, label text, created_at timestamp with time zone, seen_at timestamp with time zone, expires_at timestamp with time zone)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION identity.my_sessions() OWNER TO balai_wide;

CREATE FUNCTION identity.open_session(p_regency integer, p_account uuid, p_token_hash bytea, p_csrf text, p_kind text, p_label text, p_hours integer) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION identity.open_session(p_regency integer, p_account uuid, p_token_hash bytea, p_csrf text, p_kind text, p_label text, p_hours integer) OWNER TO balai_wide;

CREATE FUNCTION identity.require_county() RETURNS void
    LANGUAGE plpgsql STABLE
    AS 'schema/code';

ALTER FUNCTION identity.require_county() OWNER TO balai_owner;

CREATE FUNCTION identity.scope_of(p_regency integer, p_person uuid, p_day date, OUT scope_from bigint, OUT scope_until bigint, OUT scope_list bigint[]) RETURNS record
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION identity.scope_of(p_regency integer, p_person uuid, p_day date, OUT scope_from bigint, OUT scope_until bigint, OUT scope_list bigint[]) OWNER TO balai_wide;

CREATE FUNCTION identity.second_factor_facts() RETURNS TABLE(secret bytea, confirmed boolean, last_step bigint, wait_seconds integer, password_hash text)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION identity.second_factor_facts() OWNER TO balai_wide;

CREATE FUNCTION identity.session_of(p_token_hash bytea) RETURNS TABLE(account uuid, person uuid, person_name text, username text, regency integer, csrf text, language text, kind text, second_factor_at timestamp with time zone, has_second_factor boolean, role text, village_from bigint, village_until bigint, villages bigint[], standing text, place text)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION identity.session_of(p_token_hash bytea) OWNER TO balai_wide;

CREATE FUNCTION identity.set_language(p_language text) RETURNS void
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION identity.set_language(p_language text) OWNER TO balai_wide;

CREATE FUNCTION identity.sign_in_facts(p_regency integer, p_username text) RETURNS TABLE(account uuid, password_hash text, wait_seconds integer)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION identity.sign_in_facts(p_regency integer, p_username text) OWNER TO balai_wide;

CREATE FUNCTION identity.slip_facts(p_token_hash bytea) RETURNS TABLE(regency integer, account uuid, username text, person_name text)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION identity.slip_facts(p_token_hash bytea) OWNER TO balai_wide;

CREATE FUNCTION identity.use_slip(p_token_hash bytea, p_password_hash text) RETURNS uuid
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION identity.use_slip(p_token_hash bytea, p_password_hash text) OWNER TO balai_wide;

CREATE FUNCTION ledger.agree_version(p_version uuid, p_revision integer, p_number text, p_date date, p_note text) RETURNS TABLE(id uuid, revision integer, state text)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION ledger.agree_version(p_version uuid, p_revision integer, p_number text, p_date date, p_note text) OWNER TO balai_owner;

CREATE FUNCTION ledger.answer_remark(p_version uuid, p_id uuid, p_answer text) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION ledger.answer_remark(p_version uuid, p_id uuid, p_answer text) OWNER TO balai_owner;

CREATE FUNCTION ledger.approve_settlement(p_id uuid, p_revision integer, p_day date DEFAULT NULL::date) RETURNS TABLE(id uuid, revision integer, state text, number integer)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION ledger.approve_settlement(p_id uuid, p_revision integer, p_day date) OWNER TO balai_owner;

CREATE FUNCTION ledger.approve_spp(p_id uuid, p_revision integer, p_day date DEFAULT NULL::date) RETURNS TABLE(id uuid, revision integer, state text, number integer)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION ledger.approve_spp(p_id uuid, p_revision integer, p_day date) OWNER TO balai_owner;

CREATE FUNCTION ledger.ask_override(p_spp uuid, p_reason text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION ledger.ask_override(p_spp uuid, p_reason text) OWNER TO balai_owner;

CREATE FUNCTION ledger.attach_scan(p_id uuid, p_spp uuid, p_sha256 bytea, p_bytes integer, p_kind text, p_name text) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION ledger.attach_scan(p_id uuid, p_spp uuid, p_sha256 bytea, p_bytes integer, p_kind text, p_name text) OWNER TO balai_owner;

CREATE FUNCTION ledger.book_cash_move(p_id uuid, p_village bigint, p_year integer, p_kind text, p_day date, p_fund text, p_amount_sen bigint, p_description text, p_line jsonb DEFAULT '{}'::jsonb) RETURNS TABLE(id uuid, number integer, entry_number bigint)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION ledger.book_cash_move(p_id uuid, p_village bigint, p_year integer, p_kind text, p_day date, p_fund text, p_amount_sen bigint, p_description text, p_line jsonb) OWNER TO balai_owner;

CREATE FUNCTION ledger.book_receipt(p_id uuid, p_village bigint, p_year integer, p_day date, p_account text, p_fund text, p_amount_sen bigint, p_payer text, p_description text, p_place text, p_corrects uuid) RETURNS jsonb
    LANGUAGE plpgsql
    AS 'schema/code';

ALTER FUNCTION ledger.book_receipt(p_id uuid, p_village bigint, p_year integer, p_day date, p_account text, p_fund text, p_amount_sen bigint, p_payer text, p_description text, p_place text, p_corrects uuid) OWNER TO balai_owner;

CREATE FUNCTION ledger.book_settlement(p_id uuid, p_revision integer, p_day date DEFAULT NULL::date, p_place text DEFAULT 'cash'::text, p_taxes jsonb DEFAULT '[]'::jsonb) RETURNS TABLE(id uuid, revision integer, state text, number integer, entry_number bigint)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION ledger.book_settlement(p_id uuid, p_revision integer, p_day date, p_place text, p_taxes jsonb) OWNER TO balai_owner;

CREATE FUNCTION ledger.book_totals(p_book text, p_village bigint, p_year integer, p_from date DEFAULT NULL::date, p_until date DEFAULT NULL::date, p_fund text DEFAULT NULL::text) RETURNS TABLE(opening_sen bigint, in_sen bigint, out_sen bigint, closing_sen bigint)
    LANGUAGE sql STABLE
    AS 'schema/code';

ALTER FUNCTION ledger.book_totals(p_book text, p_village bigint, p_year integer, p_from date, p_until date, p_fund text) OWNER TO balai_owner;

CREATE FUNCTION ledger.cancel_disbursement(p_id uuid, p_revision integer) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION ledger.cancel_disbursement(p_id uuid, p_revision integer) OWNER TO balai_owner;

CREATE FUNCTION ledger.cash_account(p_place text) RETURNS text
    LANGUAGE plpgsql IMMUTABLE
    AS 'schema/code';

ALTER FUNCTION ledger.cash_account(p_place text) OWNER TO balai_owner;

CREATE FUNCTION ledger.change_request(p_village bigint, p_document uuid, p_request jsonb) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION ledger.change_request(p_village bigint, p_document uuid, p_request jsonb) OWNER TO balai_owner;

SET default_tablespace = '';

SET default_table_access_method = heap;

CREATE TABLE ledger.spp (
    regency integer NOT NULL,
    village bigint NOT NULL,
    year smallint NOT NULL,
    id uuid NOT NULL,
    kind text NOT NULL,
    state text NOT NULL,
    revision integer NOT NULL,
    number integer,
    book_date date NOT NULL,
    purpose text NOT NULL,
    payee text DEFAULT ''::text NOT NULL,
    amount_sen bigint NOT NULL,
    origin text NOT NULL,
    requester uuid,
    verifier uuid,
    approver uuid,
    payer uuid,
    verified_on date,
    approved_on date,
    paid_on date,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    paid_from text,
    settle_by date,
    CONSTRAINT spp_amount_positive CHECK ((amount_sen > 0)),
    CONSTRAINT spp_date_in_year CHECK ((EXTRACT(year FROM book_date) = (year)::numeric)),
    CONSTRAINT spp_four_persons CHECK (((origin = 'imported'::text) OR (((verifier IS NULL) OR (verifier <> requester)) AND ((approver IS NULL) OR ((approver <> requester) AND (approver <> verifier))) AND ((payer IS NULL) OR ((payer <> requester) AND (payer <> verifier) AND (payer <> approver)))))),
    CONSTRAINT spp_kind_known CHECK ((kind = ANY (ARRAY['definitive'::text, 'advance'::text, 'financing'::text]))),
    CONSTRAINT spp_number_from_submission CHECK (((state = 'draft'::text) OR (number IS NOT NULL))),
    CONSTRAINT spp_number_positive CHECK ((number > 0)),
    CONSTRAINT spp_origin_known CHECK ((origin = ANY (ARRAY['entered'::text, 'imported'::text]))),
    CONSTRAINT spp_paid_from_known CHECK ((paid_from = ANY (ARRAY['bank'::text, 'cash'::text]))),
    CONSTRAINT spp_payee_short CHECK ((length(payee) <= 200)),
    CONSTRAINT spp_purpose_given CHECK (((length(purpose) >= 1) AND (length(purpose) <= 500))),
    CONSTRAINT spp_regency_of_village CHECK ((regency = (village / 1000000))),
    CONSTRAINT spp_requester_known CHECK (((origin = 'imported'::text) OR (requester IS NOT NULL))),
    CONSTRAINT spp_revision_positive CHECK ((revision > 0)),
    CONSTRAINT spp_settled_is_advance CHECK (((state <> 'settled'::text) OR (kind = 'advance'::text))),
    CONSTRAINT spp_state_known CHECK ((state = ANY (ARRAY['draft'::text, 'submitted'::text, 'verified'::text, 'returned'::text, 'approved'::text, 'rejected'::text, 'paid'::text, 'settled'::text, 'reversed'::text]))),
    CONSTRAINT spp_steps_have_persons CHECK (((origin = 'imported'::text) OR (((state <> ALL (ARRAY['verified'::text, 'approved'::text, 'paid'::text, 'settled'::text, 'reversed'::text])) OR (verifier IS NOT NULL)) AND ((state <> ALL (ARRAY['approved'::text, 'paid'::text, 'settled'::text, 'reversed'::text])) OR (approver IS NOT NULL)) AND ((state <> ALL (ARRAY['paid'::text, 'settled'::text, 'reversed'::text])) OR (payer IS NOT NULL)))))
);

ALTER TABLE ONLY ledger.spp FORCE ROW LEVEL SECURITY;

ALTER TABLE ledger.spp OWNER TO balai_owner;

COMMENT ON TABLE ledger.spp IS 'Payment request (Surat Permintaan Pembayaran).';

COMMENT ON COLUMN ledger.spp.number IS 'Given at the first submission, gapless in the village''s year; a rejected request keeps its number.';

COMMENT ON COLUMN ledger.spp.payee IS 'Who receives the money. Personal: never in a public view.';

COMMENT ON COLUMN ledger.spp.amount_sen IS 'Sen. Sum of the lines, kept for lists; `balai ledger check` proves it.';

COMMENT ON COLUMN ledger.spp.settle_by IS 'Of a paid advance: the working day by which it must be settled or given back.';

CREATE FUNCTION ledger.close_advance(p_spp ledger.spp, p_day date) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION ledger.close_advance(p_spp ledger.spp, p_day date) OWNER TO balai_owner;

CREATE FUNCTION ledger.copy_last_year(p_request uuid, p_version uuid, p_revision integer) RETURNS TABLE(id uuid, revision integer, state text, copied integer, left_out integer)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION ledger.copy_last_year(p_request uuid, p_version uuid, p_revision integer) OWNER TO balai_owner;

CREATE FUNCTION ledger.copy_lines(p_regency integer, p_from uuid, p_to uuid) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION ledger.copy_lines(p_regency integer, p_from uuid, p_to uuid) OWNER TO balai_owner;

CREATE FUNCTION ledger.correct_receipt(p_id uuid, p_entry uuid, p_day date, p_reason text, p_account text, p_fund text, p_amount_sen bigint, p_payer text, p_description text, p_place text) RETURNS TABLE(id uuid, number integer, entry_number bigint)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION ledger.correct_receipt(p_id uuid, p_entry uuid, p_day date, p_reason text, p_account text, p_fund text, p_amount_sen bigint, p_payer text, p_description text, p_place text) OWNER TO balai_owner;

CREATE FUNCTION ledger.create_spp(p_id uuid, p_village bigint, p_year integer, p_kind text, p_day date, p_purpose text, p_payee text, p_lines jsonb) RETURNS TABLE(id uuid, revision integer, state text, number integer)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION ledger.create_spp(p_id uuid, p_village bigint, p_year integer, p_kind text, p_day date, p_purpose text, p_payee text, p_lines jsonb) OWNER TO balai_owner;

CREATE FUNCTION ledger.delete_line(p_version uuid, p_revision integer, p_activity text, p_account text, p_fund text, p_sub text) RETURNS TABLE(id uuid, revision integer, state text)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION ledger.delete_line(p_version uuid, p_revision integer, p_activity text, p_account text, p_fund text, p_sub text) OWNER TO balai_owner;

CREATE FUNCTION ledger.delete_spp(p_id uuid, p_revision integer) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION ledger.delete_spp(p_id uuid, p_revision integer) OWNER TO balai_owner;

CREATE FUNCTION ledger.delete_version(p_version uuid, p_revision integer) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION ledger.delete_version(p_version uuid, p_revision integer) OWNER TO balai_owner;

CREATE FUNCTION ledger.deposit_taxes(p_id uuid, p_village bigint, p_year integer, p_day date, p_place text, p_ntpn text, p_withholdings uuid[]) RETURNS TABLE(id uuid, number integer, entry_number bigint)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION ledger.deposit_taxes(p_id uuid, p_village bigint, p_year integer, p_day date, p_place text, p_ntpn text, p_withholdings uuid[]) OWNER TO balai_owner;

CREATE FUNCTION ledger.detach_scan(p_id uuid) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION ledger.detach_scan(p_id uuid) OWNER TO balai_owner;

CREATE FUNCTION ledger.evaluate_version(p_version uuid, p_revision integer, p_accepted boolean, p_note text) RETURNS TABLE(id uuid, revision integer, state text)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION ledger.evaluate_version(p_version uuid, p_revision integer, p_accepted boolean, p_note text) OWNER TO balai_owner;

CREATE FUNCTION ledger.fill_lists(p_regency integer, p_year integer) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION ledger.fill_lists(p_regency integer, p_year integer) OWNER TO balai_owner;

CREATE FUNCTION ledger.fingerprint(VARIADIC p_parts text[]) RETURNS bytea
    LANGUAGE plpgsql IMMUTABLE
    AS 'schema/code';

ALTER FUNCTION ledger.fingerprint(VARIADIC p_parts text[]) OWNER TO balai_owner;

CREATE FUNCTION ledger.gate_of(p_spp uuid) RETURNS TABLE(activity text, fund text, rule text, asks boolean, spent_percent integer, past_percent integer, stage integer, needed integer, found integer, elsewhere integer)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION ledger.gate_of(p_spp uuid) OWNER TO balai_owner;

CREATE TABLE ledger.gate_rule (
    regency integer NOT NULL,
    village bigint NOT NULL,
    code text NOT NULL,
    valid_from date NOT NULL,
    fund text,
    kind text,
    activity text,
    spent_percent smallint NOT NULL,
    stage smallint DEFAULT 0 NOT NULL,
    photos smallint NOT NULL,
    basis text NOT NULL,
    entered_by uuid NOT NULL,
    entered_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT gate_rule_activity_shape CHECK ((activity ~ '^[0-9](\.[0-9]{1,2}(\.[0-9]{2})?)?$'::text)),
    CONSTRAINT gate_rule_basis_given CHECK (((btrim(basis) <> ''::text) AND (length(basis) <= 500))),
    CONSTRAINT gate_rule_code_shape CHECK ((code ~ '^[a-z0-9-]{1,40}$'::text)),
    CONSTRAINT gate_rule_fund_shape CHECK ((fund ~ '^[A-Z]{2,4}$'::text)),
    CONSTRAINT gate_rule_kind_known CHECK ((kind = ANY (ARRAY['physical'::text, 'other'::text]))),
    CONSTRAINT gate_rule_of_county CHECK (((village % (1000000)::bigint) = 0)),
    CONSTRAINT gate_rule_photos_range CHECK (((photos >= 0) AND (photos <= 100))),
    CONSTRAINT gate_rule_regency_of_village CHECK ((regency = (village / 1000000))),
    CONSTRAINT gate_rule_spent_percent CHECK (((spent_percent >= 0) AND (spent_percent <= 99))),
    CONSTRAINT gate_rule_stage_percent CHECK (((stage >= 0) AND (stage <= 100)))
);

ALTER TABLE ONLY ledger.gate_rule FORCE ROW LEVEL SECURITY;

ALTER TABLE ledger.gate_rule OWNER TO balai_owner;

COMMENT ON TABLE ledger.gate_rule IS 'Which evidence an SPP needs: of each code the newest row not after the day counts. No row, no gate.';

COMMENT ON COLUMN ledger.gate_rule.fund IS 'Sumber dana it is for; null: all.';

COMMENT ON COLUMN ledger.gate_rule.kind IS 'physical: jns_kegiatan 2, or with evidence already; other: the rest; null: all.';

COMMENT ON COLUMN ledger.gate_rule.activity IS 'Bidang, sub bidang or kegiatan; null: all.';

COMMENT ON COLUMN ledger.gate_rule.spent_percent IS 'It asks once the activity and fund are approved and paid past this share.';

COMMENT ON COLUMN ledger.gate_rule.stage IS 'Photos of this stage or a later one count.';

COMMENT ON COLUMN ledger.gate_rule.photos IS 'How many are needed that are not located elsewhere; 0 ends the rule.';

COMMENT ON COLUMN ledger.gate_rule.basis IS 'The county''s regulation or decree.';

CREATE FUNCTION ledger.gate_rules_on(p_regency integer, p_day date) RETURNS SETOF ledger.gate_rule
    LANGUAGE sql STABLE
    AS 'schema/code';

ALTER FUNCTION ledger.gate_rules_on(p_regency integer, p_day date) OWNER TO balai_owner;

CREATE FUNCTION ledger.gate_standing(p_spp ledger.spp, p_verb text, p_day date) RETURNS TABLE(activity text, fund text, rule text, asks boolean, spent_percent integer, past_percent integer, stage integer, needed integer, found integer, elsewhere integer)
    LANGUAGE sql STABLE
    AS 'schema/code';

ALTER FUNCTION ledger.gate_standing(p_spp ledger.spp, p_verb text, p_day date) OWNER TO balai_owner;

CREATE FUNCTION ledger.give_back(p_id uuid, p_spp uuid, p_kind text, p_day date, p_place text, p_payer text, p_description text, p_lines jsonb) RETURNS TABLE(id uuid, number integer, entry_number bigint)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION ledger.give_back(p_id uuid, p_spp uuid, p_kind text, p_day date, p_place text, p_payer text, p_description text, p_lines jsonb) OWNER TO balai_owner;

CREATE FUNCTION ledger.grant_override(p_spp uuid) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION ledger.grant_override(p_spp uuid) OWNER TO balai_owner;

CREATE FUNCTION ledger.import_activities(p_village bigint, p_year integer, p_activities jsonb) RETURNS void
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION ledger.import_activities(p_village bigint, p_year integer, p_activities jsonb) OWNER TO balai_owner;

CREATE FUNCTION ledger.import_budget(p_import jsonb) RETURNS TABLE(version uuid, ordinal integer, lines bigint, rab bigint)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION ledger.import_budget(p_import jsonb) OWNER TO balai_owner;

CREATE FUNCTION ledger.import_codes(p_regency integer, p_year integer, p_codes jsonb) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION ledger.import_codes(p_regency integer, p_year integer, p_codes jsonb) OWNER TO balai_owner;

CREATE FUNCTION ledger.import_place(p_import jsonb) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION ledger.import_place(p_import jsonb) OWNER TO balai_owner;

CREATE FUNCTION ledger.import_request(p_village bigint, p_year integer, p_document uuid, p_request jsonb) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION ledger.import_request(p_village bigint, p_year integer, p_document uuid, p_request jsonb) OWNER TO balai_owner;

CREATE FUNCTION ledger.import_version(p_regency integer, p_village bigint, p_year integer, p_ordinal integer, p_budget jsonb) RETURNS uuid
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION ledger.import_version(p_regency integer, p_village bigint, p_year integer, p_ordinal integer, p_budget jsonb) OWNER TO balai_owner;

CREATE FUNCTION ledger.import_voucher(p_village bigint, p_year integer, p_voucher jsonb) RETURNS text
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION ledger.import_voucher(p_village bigint, p_year integer, p_voucher jsonb) OWNER TO balai_owner;

CREATE FUNCTION ledger.import_vouchers(p_import jsonb) RETURNS TABLE(what text, kind text, number text)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION ledger.import_vouchers(p_import jsonb) OWNER TO balai_owner;

CREATE FUNCTION ledger.is_repeated_step(p_spp ledger.spp, p_revision integer, p_verb text) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION ledger.is_repeated_step(p_spp ledger.spp, p_revision integer, p_verb text) OWNER TO balai_owner;

CREATE TABLE ledger.budget_version (
    regency integer NOT NULL,
    village bigint NOT NULL,
    year smallint NOT NULL,
    id uuid NOT NULL,
    ordinal smallint NOT NULL,
    kind text NOT NULL,
    state text NOT NULL,
    revision integer NOT NULL,
    origin text NOT NULL,
    regulation_number text,
    regulation_date date,
    submitted_on date,
    posted_at timestamp with time zone,
    minutes_number text,
    minutes_date date,
    CONSTRAINT budget_version_first_is_murni CHECK (((ordinal = 1) = (kind = 'murni'::text))),
    CONSTRAINT budget_version_kind_known CHECK ((kind = ANY (ARRAY['murni'::text, 'pergeseran'::text, 'perubahan'::text]))),
    CONSTRAINT budget_version_minutes_dated CHECK (((minutes_number IS NULL) = (minutes_date IS NULL))),
    CONSTRAINT budget_version_minutes_short CHECK (((length(minutes_number) >= 1) AND (length(minutes_number) <= 100))),
    CONSTRAINT budget_version_ordinal_positive CHECK ((ordinal > 0)),
    CONSTRAINT budget_version_origin_known CHECK ((origin = ANY (ARRAY['entered'::text, 'imported'::text]))),
    CONSTRAINT budget_version_posted_by_regulation CHECK (((state <> 'posted'::text) OR ((posted_at IS NOT NULL) AND ((origin = 'imported'::text) OR ((regulation_number IS NOT NULL) AND (regulation_date IS NOT NULL)))))),
    CONSTRAINT budget_version_regency_of_village CHECK ((regency = (village / 1000000))),
    CONSTRAINT budget_version_revision_positive CHECK ((revision > 0)),
    CONSTRAINT budget_version_state_known CHECK ((state = ANY (ARRAY['draft'::text, 'agreed'::text, 'submitted'::text, 'evaluated'::text, 'returned'::text, 'posted'::text])))
);

ALTER TABLE ONLY ledger.budget_version FORCE ROW LEVEL SECURITY;

ALTER TABLE ledger.budget_version OWNER TO balai_owner;

COMMENT ON TABLE ledger.budget_version IS 'A version of the village budget: murni (the first), pergeseran (shift by Perkades), perubahan (change by Perdes).';

COMMENT ON COLUMN ledger.budget_version.origin IS 'imported: as another system held it; its broken rules are findings, not refusals.';

COMMENT ON COLUMN ledger.budget_version.submitted_on IS 'Legal day on which the camat received it; the evaluation term runs from here.';

COMMENT ON COLUMN ledger.budget_version.minutes_number IS 'Berita acara of the BPD meeting that agreed; null for imports, shifts by Perkades and what was agreed before 2027.';

CREATE FUNCTION ledger.is_repeated_version_step(p_version ledger.budget_version, p_revision integer, p_verb text) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION ledger.is_repeated_version_step(p_version ledger.budget_version, p_revision integer, p_verb text) OWNER TO balai_owner;

CREATE FUNCTION ledger.largest_sen() RETURNS bigint
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS 'schema/code';

ALTER FUNCTION ledger.largest_sen() OWNER TO balai_owner;

CREATE FUNCTION ledger.load_accounts(p_rows jsonb) RETURNS integer
    LANGUAGE sql
    AS 'schema/code';

ALTER FUNCTION ledger.load_accounts(p_rows jsonb) OWNER TO balai_owner;

CREATE FUNCTION ledger.load_activities(p_rows jsonb) RETURNS integer
    LANGUAGE sql
    AS 'schema/code';

ALTER FUNCTION ledger.load_activities(p_rows jsonb) OWNER TO balai_owner;

CREATE FUNCTION ledger.load_fund_sources(p_rows jsonb) RETURNS integer
    LANGUAGE sql
    AS 'schema/code';

ALTER FUNCTION ledger.load_fund_sources(p_rows jsonb) OWNER TO balai_owner;

CREATE FUNCTION ledger.lock_document(p_regency integer, p_document uuid) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION ledger.lock_document(p_regency integer, p_document uuid) OWNER TO balai_owner;

CREATE FUNCTION ledger.lock_spp_lines(p_regency integer, p_spp uuid) RETURNS void
    LANGUAGE plpgsql
    AS 'schema/code';

ALTER FUNCTION ledger.lock_spp_lines(p_regency integer, p_spp uuid) OWNER TO balai_owner;

CREATE FUNCTION ledger.month_bit(p_day date) RETURNS integer
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS 'schema/code';

ALTER FUNCTION ledger.month_bit(p_day date) OWNER TO balai_owner;

CREATE FUNCTION ledger.move_advance(p_spp ledger.spp, p_lines jsonb, p_is_spent boolean) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION ledger.move_advance(p_spp ledger.spp, p_lines jsonb, p_is_spent boolean) OWNER TO balai_owner;

CREATE FUNCTION ledger.move_cash(p_village bigint, p_year integer, p_fund text, p_place text, p_amount_sen bigint) RETURNS void
    LANGUAGE plpgsql
    AS 'schema/code';

ALTER FUNCTION ledger.move_cash(p_village bigint, p_year integer, p_fund text, p_place text, p_amount_sen bigint) OWNER TO balai_owner;

CREATE FUNCTION ledger.move_period(p_id uuid, p_village bigint, p_year integer, p_month integer, p_verb text, p_reason text DEFAULT ''::text) RETURNS TABLE(id uuid, ordinal integer, last_number bigint)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION ledger.move_period(p_id uuid, p_village bigint, p_year integer, p_month integer, p_verb text, p_reason text) OWNER TO balai_owner;

CREATE FUNCTION ledger.move_refund(p_spp ledger.spp, p_lines jsonb, p_sign integer) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION ledger.move_refund(p_spp ledger.spp, p_lines jsonb, p_sign integer) OWNER TO balai_owner;

CREATE FUNCTION ledger.move_spp(p_spp ledger.spp, p_verb text, p_state text, p_role text, p_day date, p_note text, p_facts jsonb DEFAULT '{}'::jsonb) RETURNS void
    LANGUAGE plpgsql
    AS 'schema/code';

ALTER FUNCTION ledger.move_spp(p_spp ledger.spp, p_verb text, p_state text, p_role text, p_day date, p_note text, p_facts jsonb) OWNER TO balai_owner;

CREATE FUNCTION ledger.move_version(p_version ledger.budget_version, p_verb text, p_state text, p_note text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION ledger.move_version(p_version ledger.budget_version, p_verb text, p_state text, p_note text) OWNER TO balai_owner;

CREATE FUNCTION ledger.new_id() RETURNS uuid
    LANGUAGE sql
    AS 'schema/code';

ALTER FUNCTION ledger.new_id() OWNER TO balai_owner;

CREATE FUNCTION ledger.next_number(p_village bigint, p_year integer, p_series text) RETURNS integer
    LANGUAGE plpgsql
    AS 'schema/code';

ALTER FUNCTION ledger.next_number(p_village bigint, p_year integer, p_series text) OWNER TO balai_owner;

CREATE FUNCTION ledger.open_version(p_id uuid, p_village bigint, p_year integer, p_kind text) RETURNS TABLE(id uuid, revision integer, state text, ordinal integer)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION ledger.open_version(p_id uuid, p_village bigint, p_year integer, p_kind text) OWNER TO balai_owner;

CREATE FUNCTION ledger.pay_out(p_spp ledger.spp, p_place text) RETURNS void
    LANGUAGE plpgsql
    AS 'schema/code';

ALTER FUNCTION ledger.pay_out(p_spp ledger.spp, p_place text) OWNER TO balai_owner;

CREATE FUNCTION ledger.pay_spp(p_id uuid, p_revision integer, p_day date DEFAULT NULL::date, p_place text DEFAULT 'bank'::text, p_taxes jsonb DEFAULT NULL::jsonb) RETURNS TABLE(id uuid, revision integer, state text, number integer, entry_id uuid, entry_number bigint)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION ledger.pay_spp(p_id uuid, p_revision integer, p_day date, p_place text, p_taxes jsonb) OWNER TO balai_owner;

CREATE FUNCTION ledger.plan_disbursements(p_id uuid, p_regency integer, p_year integer, p_rows jsonb) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION ledger.plan_disbursements(p_id uuid, p_regency integer, p_year integer, p_rows jsonb) OWNER TO balai_owner;

CREATE TABLE ledger.cash_move (
    regency integer NOT NULL,
    village bigint NOT NULL,
    year smallint NOT NULL,
    id uuid NOT NULL,
    number integer NOT NULL,
    kind text NOT NULL,
    book_date date NOT NULL,
    fund text NOT NULL,
    activity text DEFAULT '0.0.00'::text NOT NULL,
    account text DEFAULT ''::text NOT NULL,
    sub_detail text DEFAULT '01'::text NOT NULL,
    amount_sen bigint NOT NULL,
    description text NOT NULL,
    person uuid NOT NULL,
    recorded_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT cash_move_account_of_kind CHECK (
CASE kind
    WHEN 'interest'::text THEN (account ~~ '4.3.6.%'::text)
    WHEN 'fee'::text THEN (account ~~ '5.2.5.%'::text)
    ELSE (account = ''::text)
END),
    CONSTRAINT cash_move_amount_positive CHECK ((amount_sen > 0)),
    CONSTRAINT cash_move_date_in_year CHECK ((EXTRACT(year FROM book_date) = (year)::numeric)),
    CONSTRAINT cash_move_description_given CHECK (((length(description) >= 1) AND (length(description) <= 500))),
    CONSTRAINT cash_move_kind_known CHECK ((kind = ANY (ARRAY['withdraw'::text, 'deposit'::text, 'interest'::text, 'fee'::text]))),
    CONSTRAINT cash_move_number_positive CHECK ((number > 0)),
    CONSTRAINT cash_move_regency_of_village CHECK ((regency = (village / 1000000)))
);

ALTER TABLE ONLY ledger.cash_move FORCE ROW LEVEL SECURITY;

ALTER TABLE ledger.cash_move OWNER TO balai_owner;

COMMENT ON TABLE ledger.cash_move IS 'Bank mutation: money withdrawn to the treasurer''s hand or banked again, bank interest, bank fees and tax on interest.';

COMMENT ON COLUMN ledger.cash_move.amount_sen IS 'Sen, 1/100 rupiah.';

CREATE FUNCTION ledger.post_cash_move(p_move ledger.cash_move) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION ledger.post_cash_move(p_move ledger.cash_move) OWNER TO balai_owner;

CREATE FUNCTION ledger.post_deposit(p_id uuid, p_village bigint, p_year integer, p_day date, p_place text, p_ntpn text, p_withholdings uuid[]) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION ledger.post_deposit(p_id uuid, p_village bigint, p_year integer, p_day date, p_place text, p_ntpn text, p_withholdings uuid[]) OWNER TO balai_owner;

CREATE FUNCTION ledger.post_give_back(p_spp ledger.spp, p_id uuid, p_kind text, p_day date, p_place text, p_payer text, p_description text, p_lines jsonb) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION ledger.post_give_back(p_spp ledger.spp, p_id uuid, p_kind text, p_day date, p_place text, p_payer text, p_description text, p_lines jsonb) OWNER TO balai_owner;

CREATE FUNCTION ledger.post_payment(p_spp ledger.spp, p_day date, p_held_in text) RETURNS void
    LANGUAGE plpgsql
    AS 'schema/code';

ALTER FUNCTION ledger.post_payment(p_spp ledger.spp, p_day date, p_held_in text) OWNER TO balai_owner;

CREATE TABLE ledger.settlement (
    regency integer NOT NULL,
    village bigint NOT NULL,
    year smallint NOT NULL,
    id uuid NOT NULL,
    spp_id uuid NOT NULL,
    number integer NOT NULL,
    state text NOT NULL,
    revision integer NOT NULL,
    book_date date NOT NULL,
    description text NOT NULL,
    amount_sen bigint NOT NULL,
    requester uuid NOT NULL,
    verifier uuid,
    booker uuid,
    verified_on date,
    booked_on date,
    place text,
    note text DEFAULT ''::text NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    approver uuid,
    approved_on date,
    precedes_approval boolean DEFAULT false NOT NULL,
    CONSTRAINT settlement_amount_positive CHECK ((amount_sen > 0)),
    CONSTRAINT settlement_date_in_year CHECK ((EXTRACT(year FROM book_date) = (year)::numeric)),
    CONSTRAINT settlement_description_given CHECK (((length(description) >= 1) AND (length(description) <= 500))),
    CONSTRAINT settlement_four_persons CHECK ((((verifier IS NULL) OR (verifier <> requester)) AND ((approver IS NULL) OR ((approver <> requester) AND (approver <> verifier))) AND ((booker IS NULL) OR ((booker <> requester) AND (booker <> verifier) AND ((approver IS NULL) OR (booker <> approver)))))),
    CONSTRAINT settlement_note_short CHECK ((length(note) <= 2000)),
    CONSTRAINT settlement_number_positive CHECK ((number > 0)),
    CONSTRAINT settlement_place_known CHECK ((place = ANY (ARRAY['bank'::text, 'cash'::text]))),
    CONSTRAINT settlement_regency_of_village CHECK ((regency = (village / 1000000))),
    CONSTRAINT settlement_revision_positive CHECK ((revision > 0)),
    CONSTRAINT settlement_state_known CHECK ((state = ANY (ARRAY['submitted'::text, 'verified'::text, 'approved'::text, 'returned'::text, 'booked'::text, 'reversed'::text]))),
    CONSTRAINT settlement_steps_have_persons CHECK ((((state <> ALL (ARRAY['verified'::text, 'approved'::text, 'booked'::text, 'reversed'::text])) OR (verifier IS NOT NULL)) AND ((state <> 'approved'::text) OR (approver IS NOT NULL)) AND ((state <> ALL (ARRAY['booked'::text, 'reversed'::text])) OR ((booker IS NOT NULL) AND ((approver IS NOT NULL) OR precedes_approval)))))
);

ALTER TABLE ONLY ledger.settlement FORCE ROW LEVEL SECURITY;

ALTER TABLE ledger.settlement OWNER TO balai_owner;

COMMENT ON TABLE ledger.settlement IS 'Account of an advance (SPJ panjar): what was spent of it, line by line.';

COMMENT ON COLUMN ledger.settlement.amount_sen IS 'Sen. Sum of its lines, kept for lists; `balai ledger check` proves it.';

COMMENT ON COLUMN ledger.settlement.note IS 'Why it was sent back.';

COMMENT ON COLUMN ledger.settlement.precedes_approval IS 'Handed in before heads approved settlements: it may be booked without an approver.';

CREATE FUNCTION ledger.post_settlement(p_settlement ledger.settlement, p_day date, p_place text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION ledger.post_settlement(p_settlement ledger.settlement, p_day date, p_place text) OWNER TO balai_owner;

CREATE FUNCTION ledger.post_version(p_version uuid, p_revision integer, p_number text, p_date date) RETURNS TABLE(id uuid, revision integer, state text)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION ledger.post_version(p_version uuid, p_revision integer, p_number text, p_date date) OWNER TO balai_owner;

CREATE FUNCTION ledger.proof_of(p_kind text, p_number integer) RETURNS text
    LANGUAGE sql IMMUTABLE
    AS 'schema/code';

ALTER FUNCTION ledger.proof_of(p_kind text, p_number integer) OWNER TO balai_owner;

CREATE FUNCTION ledger.propose_taxes(p_id uuid, p_revision integer, p_taxes jsonb) RETURNS TABLE(id uuid, revision integer, state text, number integer)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION ledger.propose_taxes(p_id uuid, p_revision integer, p_taxes jsonb) OWNER TO balai_owner;

CREATE FUNCTION ledger.proposed_taxes(p_regency integer, p_spp uuid) RETURNS jsonb
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION ledger.proposed_taxes(p_regency integer, p_spp uuid) OWNER TO balai_owner;

CREATE FUNCTION ledger.put_taxes(p_spp ledger.spp, p_taxes jsonb) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION ledger.put_taxes(p_spp ledger.spp, p_taxes jsonb) OWNER TO balai_owner;

CREATE FUNCTION ledger.rab_amount(p_volume numeric, p_price_sen numeric) RETURNS numeric
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS 'schema/code';

ALTER FUNCTION ledger.rab_amount(p_volume numeric, p_price_sen numeric) OWNER TO balai_owner;

CREATE FUNCTION ledger.read_book(p_book text, p_village bigint, p_year integer, p_from date DEFAULT NULL::date, p_until date DEFAULT NULL::date, p_fund text DEFAULT NULL::text) RETURNS TABLE(ordinal bigint, entry_id uuid, number bigint, book_date date, kind text, description text, document_id uuid, document_kind text, document_number integer, proof text, party text, spp_id uuid, account text, activity text, fund text, in_sen bigint, out_sen bigint, total_in_sen bigint, total_out_sen bigint, balance_sen bigint)
    LANGUAGE sql STABLE
    AS 'schema/code';

ALTER FUNCTION ledger.read_book(p_book text, p_village bigint, p_year integer, p_from date, p_until date, p_fund text) OWNER TO balai_owner;

CREATE FUNCTION ledger.realisation_cells(p_village bigint, p_year integer, p_until date) RETURNS TABLE(activity text, account text, fund text, budget_sen bigint, realised_sen bigint)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET enable_hashagg TO 'off'
    AS 'schema/code';

ALTER FUNCTION ledger.realisation_cells(p_village bigint, p_year integer, p_until date) OWNER TO balai_wide;

CREATE FUNCTION ledger.receive_disbursement(p_id uuid, p_disbursement uuid, p_revision integer, p_day date, p_account text DEFAULT NULL::text) RETURNS TABLE(id uuid, number integer, entry_number bigint)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION ledger.receive_disbursement(p_id uuid, p_disbursement uuid, p_revision integer, p_day date, p_account text) OWNER TO balai_owner;

CREATE FUNCTION ledger.receive_income(p_id uuid, p_village bigint, p_year integer, p_day date, p_account text, p_fund text, p_amount_sen bigint, p_payer text, p_description text, p_place text DEFAULT 'bank'::text) RETURNS TABLE(id uuid, number integer, entry_number bigint)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION ledger.receive_income(p_id uuid, p_village bigint, p_year integer, p_day date, p_account text, p_fund text, p_amount_sen bigint, p_payer text, p_description text, p_place text) OWNER TO balai_owner;

CREATE FUNCTION ledger.refuse_closed(p_village bigint, p_year integer, p_day date) RETURNS void
    LANGUAGE plpgsql STABLE
    AS 'schema/code';

ALTER FUNCTION ledger.refuse_closed(p_village bigint, p_year integer, p_day date) OWNER TO balai_owner;

CREATE FUNCTION ledger.refuse_loss() RETURNS trigger
    LANGUAGE plpgsql
    AS 'schema/code';

ALTER FUNCTION ledger.refuse_loss() OWNER TO balai_owner;

CREATE FUNCTION ledger.refuse_stray(p_constraint text) RETURNS void
    LANGUAGE plpgsql
    AS 'schema/code';

ALTER FUNCTION ledger.refuse_stray(p_constraint text) OWNER TO balai_owner;

CREATE FUNCTION ledger.reject_spp(p_id uuid, p_revision integer, p_reason text) RETURNS TABLE(id uuid, revision integer, state text, number integer)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION ledger.reject_spp(p_id uuid, p_revision integer, p_reason text) OWNER TO balai_owner;

CREATE FUNCTION ledger.release_request(p_regency integer, p_spp uuid) RETURNS void
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION ledger.release_request(p_regency integer, p_spp uuid) OWNER TO balai_owner;

CREATE FUNCTION ledger.remark_line(p_id uuid, p_version uuid, p_activity text, p_account text, p_fund text, p_sub text, p_remark text, p_binding boolean) RETURNS TABLE(id uuid)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION ledger.remark_line(p_id uuid, p_version uuid, p_activity text, p_account text, p_fund text, p_sub text, p_remark text, p_binding boolean) OWNER TO balai_owner;

CREATE FUNCTION ledger.request_lines(p_regency integer, p_village bigint, p_year integer, p_spp uuid, p_lines jsonb) RETURNS void
    LANGUAGE plpgsql
    AS 'schema/code';

ALTER FUNCTION ledger.request_lines(p_regency integer, p_village bigint, p_year integer, p_spp uuid, p_lines jsonb) OWNER TO balai_owner;

CREATE FUNCTION ledger.require_balanced_entry() RETURNS trigger
    LANGUAGE plpgsql
    AS 'schema/code';

ALTER FUNCTION ledger.require_balanced_entry() OWNER TO balai_owner;

CREATE FUNCTION ledger.require_balanced_version(p_version ledger.budget_version) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION ledger.require_balanced_version(p_version ledger.budget_version) OWNER TO balai_owner;

CREATE FUNCTION ledger.require_cash_move(p_village bigint, p_year integer, p_kind text, p_fund text, p_amount_sen bigint, p_description text, p_line jsonb) RETURNS void
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION ledger.require_cash_move(p_village bigint, p_year integer, p_kind text, p_fund text, p_amount_sen bigint, p_description text, p_line jsonb) OWNER TO balai_owner;

CREATE FUNCTION ledger.require_ceiling_rows(p_regency integer, p_year integer, p_basis text, p_rows jsonb) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION ledger.require_ceiling_rows(p_regency integer, p_year integer, p_basis text, p_rows jsonb) OWNER TO balai_owner;

CREATE FUNCTION ledger.require_day(p_village bigint, p_year integer, p_day date) RETURNS void
    LANGUAGE plpgsql STABLE
    AS 'schema/code';

ALTER FUNCTION ledger.require_day(p_village bigint, p_year integer, p_day date) OWNER TO balai_owner;

CREATE FUNCTION ledger.require_depositable(p_village bigint, p_year integer, p_day date, p_ntpn text, p_withholdings uuid[]) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION ledger.require_depositable(p_village bigint, p_year integer, p_day date, p_ntpn text, p_withholdings uuid[]) OWNER TO balai_owner;

CREATE FUNCTION ledger.require_desa(p_village bigint) RETURNS void
    LANGUAGE plpgsql STABLE
    AS 'schema/code';

ALTER FUNCTION ledger.require_desa(p_village bigint) OWNER TO balai_owner;

CREATE FUNCTION ledger.require_evidence(p_spp ledger.spp, p_verb text, p_day date) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION ledger.require_evidence(p_spp ledger.spp, p_verb text, p_day date) OWNER TO balai_owner;

CREATE FUNCTION ledger.require_hand_limit(p_village bigint, p_year integer, p_day date) RETURNS void
    LANGUAGE plpgsql
    AS 'schema/code';

ALTER FUNCTION ledger.require_hand_limit(p_village bigint, p_year integer, p_day date) OWNER TO balai_owner;

CREATE FUNCTION ledger.require_known_lines() RETURNS trigger
    LANGUAGE plpgsql
    AS 'schema/code';

ALTER FUNCTION ledger.require_known_lines() OWNER TO balai_owner;

CREATE FUNCTION ledger.require_known_receipt() RETURNS trigger
    LANGUAGE plpgsql
    AS 'schema/code';

ALTER FUNCTION ledger.require_known_receipt() OWNER TO balai_owner;

CREATE FUNCTION ledger.require_lines(p_regency integer, p_year integer, p_lines jsonb) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION ledger.require_lines(p_regency integer, p_year integer, p_lines jsonb) OWNER TO balai_owner;

CREATE FUNCTION ledger.require_lines_of_rab() RETURNS trigger
    LANGUAGE plpgsql
    AS 'schema/code';

ALTER FUNCTION ledger.require_lines_of_rab() OWNER TO balai_owner;

CREATE FUNCTION ledger.require_no_remarks(p_version ledger.budget_version, p_verb text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION ledger.require_no_remarks(p_version ledger.budget_version, p_verb text) OWNER TO balai_owner;

CREATE FUNCTION ledger.require_open_lines(p_spp ledger.spp, p_kind text, p_lines jsonb) RETURNS void
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION ledger.require_open_lines(p_spp ledger.spp, p_kind text, p_lines jsonb) OWNER TO balai_owner;

CREATE FUNCTION ledger.require_other_person(p_version ledger.budget_version, p_verb text, VARIADIC p_earlier text[]) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION ledger.require_other_person(p_version ledger.budget_version, p_verb text, VARIADIC p_earlier text[]) OWNER TO balai_owner;

CREATE FUNCTION ledger.require_other_person(p_spp ledger.spp, p_verb text, p_role text) RETURNS void
    LANGUAGE plpgsql STABLE
    AS 'schema/code';

ALTER FUNCTION ledger.require_other_person(p_spp ledger.spp, p_verb text, p_role text) OWNER TO balai_owner;

CREATE FUNCTION ledger.require_post(p_village bigint, p_day date, VARIADIC p_roles text[]) RETURNS void
    LANGUAGE plpgsql STABLE
    AS 'schema/code';

ALTER FUNCTION ledger.require_post(p_village bigint, p_day date, VARIADIC p_roles text[]) OWNER TO balai_owner;

CREATE FUNCTION ledger.require_purpose(p_purpose text, p_payee text) RETURNS void
    LANGUAGE plpgsql
    AS 'schema/code';

ALTER FUNCTION ledger.require_purpose(p_purpose text, p_payee text) OWNER TO balai_owner;

CREATE FUNCTION ledger.require_rab(p_lines jsonb) RETURNS void
    LANGUAGE plpgsql
    AS 'schema/code';

ALTER FUNCTION ledger.require_rab(p_lines jsonb) OWNER TO balai_owner;

CREATE FUNCTION ledger.require_requester(p_spp ledger.spp) RETURNS void
    LANGUAGE plpgsql STABLE
    AS 'schema/code';

ALTER FUNCTION ledger.require_requester(p_spp ledger.spp) OWNER TO balai_owner;

CREATE FUNCTION ledger.require_settlement(p_settlement ledger.settlement, p_revision integer, p_verb text, p_role text, VARIADIC p_states text[]) RETURNS void
    LANGUAGE plpgsql STABLE
    AS 'schema/code';

ALTER FUNCTION ledger.require_settlement(p_settlement ledger.settlement, p_revision integer, p_verb text, p_role text, VARIADIC p_states text[]) OWNER TO balai_owner;

CREATE FUNCTION ledger.require_sound_legs() RETURNS trigger
    LANGUAGE plpgsql
    AS 'schema/code';

ALTER FUNCTION ledger.require_sound_legs() OWNER TO balai_owner;

CREATE FUNCTION ledger.require_spp(p_spp ledger.spp, p_revision integer, p_verb text, VARIADIC p_states text[]) RETURNS void
    LANGUAGE plpgsql STABLE
    AS 'schema/code';

ALTER FUNCTION ledger.require_spp(p_spp ledger.spp, p_revision integer, p_verb text, VARIADIC p_states text[]) OWNER TO balai_owner;

CREATE FUNCTION ledger.require_spp_lines(p_village bigint, p_year integer, p_kind text, p_lines jsonb) RETURNS void
    LANGUAGE plpgsql
    AS 'schema/code';

ALTER FUNCTION ledger.require_spp_lines(p_village bigint, p_year integer, p_kind text, p_lines jsonb) OWNER TO balai_owner;

CREATE FUNCTION ledger.require_spp_taxes(p_spp ledger.spp, p_day date, p_taxes jsonb) RETURNS void
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION ledger.require_spp_taxes(p_spp ledger.spp, p_day date, p_taxes jsonb) OWNER TO balai_owner;

CREATE FUNCTION ledger.require_step_day(p_spp ledger.spp, p_day date, p_earliest date) RETURNS void
    LANGUAGE plpgsql STABLE
    AS 'schema/code';

ALTER FUNCTION ledger.require_step_day(p_spp ledger.spp, p_day date, p_earliest date) OWNER TO balai_owner;

CREATE FUNCTION ledger.require_taxes(p_village bigint, p_day date, p_taxes jsonb, p_gross jsonb) RETURNS void
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION ledger.require_taxes(p_village bigint, p_day date, p_taxes jsonb, p_gross jsonb) OWNER TO balai_owner;

CREATE FUNCTION ledger.require_unposted() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION ledger.require_unposted() OWNER TO balai_owner;

CREATE FUNCTION ledger.require_version(p_version ledger.budget_version, p_revision integer, p_verb text, VARIADIC p_states text[]) RETURNS void
    LANGUAGE plpgsql STABLE
    AS 'schema/code';

ALTER FUNCTION ledger.require_version(p_version ledger.budget_version, p_revision integer, p_verb text, VARIADIC p_states text[]) OWNER TO balai_owner;

CREATE FUNCTION ledger.require_version_unposted() RETURNS trigger
    LANGUAGE plpgsql
    AS 'schema/code';

ALTER FUNCTION ledger.require_version_unposted() OWNER TO balai_owner;

CREATE FUNCTION ledger.require_within_budget(p_regency integer, p_spp uuid, p_with_requested boolean) RETURNS void
    LANGUAGE plpgsql
    AS 'schema/code';

ALTER FUNCTION ledger.require_within_budget(p_regency integer, p_spp uuid, p_with_requested boolean) OWNER TO balai_owner;

CREATE FUNCTION ledger.require_within_ceilings(p_version ledger.budget_version) RETURNS void
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION ledger.require_within_ceilings(p_version ledger.budget_version) OWNER TO balai_owner;

CREATE FUNCTION ledger.reserve_lines(p_spp ledger.spp) RETURNS void
    LANGUAGE plpgsql
    AS 'schema/code';

ALTER FUNCTION ledger.reserve_lines(p_spp ledger.spp) OWNER TO balai_owner;

CREATE FUNCTION ledger.return_settlement(p_id uuid, p_revision integer, p_reason text) RETURNS TABLE(id uuid, revision integer, state text, number integer)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION ledger.return_settlement(p_id uuid, p_revision integer, p_reason text) OWNER TO balai_owner;

CREATE FUNCTION ledger.return_spp(p_id uuid, p_revision integer, p_reason text) RETURNS TABLE(id uuid, revision integer, state text, number integer)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION ledger.return_spp(p_id uuid, p_revision integer, p_reason text) OWNER TO balai_owner;

CREATE FUNCTION ledger.reverse_entry(p_id uuid, p_entry uuid, p_day date, p_reason text) RETURNS TABLE(id uuid, entry_number bigint)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION ledger.reverse_entry(p_id uuid, p_entry uuid, p_day date, p_reason text) OWNER TO balai_owner;

CREATE FUNCTION ledger.save_activities(p_request uuid, p_version uuid, p_revision integer, p_activities text[], p_lines jsonb) RETURNS TABLE(id uuid, revision integer, state text)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION ledger.save_activities(p_request uuid, p_version uuid, p_revision integer, p_activities text[], p_lines jsonb) OWNER TO balai_owner;

CREATE FUNCTION ledger.save_lines(p_request uuid, p_version uuid, p_revision integer, p_activity text, p_lines jsonb) RETURNS TABLE(id uuid, revision integer, state text)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION ledger.save_lines(p_request uuid, p_version uuid, p_revision integer, p_activity text, p_lines jsonb) OWNER TO balai_owner;

CREATE FUNCTION ledger.save_spp(p_id uuid, p_revision integer, p_day date, p_purpose text, p_payee text, p_lines jsonb) RETURNS TABLE(id uuid, revision integer, state text, number integer)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION ledger.save_spp(p_id uuid, p_revision integer, p_day date, p_purpose text, p_payee text, p_lines jsonb) OWNER TO balai_owner;

CREATE FUNCTION ledger.set_ceilings(p_regency integer, p_year integer, p_basis text, p_rows jsonb) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION ledger.set_ceilings(p_regency integer, p_year integer, p_basis text, p_rows jsonb) OWNER TO balai_owner;

CREATE FUNCTION ledger.set_gate_rule(p_code text, p_valid_from date, p_fields jsonb) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION ledger.set_gate_rule(p_code text, p_valid_from date, p_fields jsonb) OWNER TO balai_owner;

CREATE FUNCTION ledger.set_limits(p_version ledger.budget_version) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION ledger.set_limits(p_version ledger.budget_version) OWNER TO balai_owner;

CREATE FUNCTION ledger.set_tax_rate(p_regency integer, p_code text, p_valid_from date, p_name text, p_account text, p_map_code text, p_rate_ppm integer, p_base text, p_above_sen bigint, p_basis text) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION ledger.set_tax_rate(p_regency integer, p_code text, p_valid_from date, p_name text, p_account text, p_map_code text, p_rate_ppm integer, p_base text, p_above_sen bigint, p_basis text) OWNER TO balai_owner;

CREATE FUNCTION ledger.settle_controls(p_village bigint, p_year integer) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION ledger.settle_controls(p_village bigint, p_year integer) OWNER TO balai_owner;

CREATE FUNCTION ledger.spend_line(p_village bigint, p_year integer, p_activity text, p_account text, p_fund text, p_sub text, p_amount_sen bigint) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION ledger.spend_line(p_village bigint, p_year integer, p_activity text, p_account text, p_fund text, p_sub text, p_amount_sen bigint) OWNER TO balai_owner;

CREATE FUNCTION ledger.spending_of_version(p_regency integer, p_version uuid) RETURNS TABLE(activity text, account text, fund text, sub_detail text, amount bigint)
    LANGUAGE sql STABLE
    AS 'schema/code';

ALTER FUNCTION ledger.spending_of_version(p_regency integer, p_version uuid) OWNER TO balai_owner;

CREATE FUNCTION ledger.submit_settlement(p_id uuid, p_spp uuid, p_day date, p_description text, p_lines jsonb) RETURNS TABLE(id uuid, revision integer, state text, number integer)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION ledger.submit_settlement(p_id uuid, p_spp uuid, p_day date, p_description text, p_lines jsonb) OWNER TO balai_owner;

CREATE FUNCTION ledger.submit_spp(p_id uuid, p_revision integer) RETURNS TABLE(id uuid, revision integer, state text, number integer)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION ledger.submit_spp(p_id uuid, p_revision integer) OWNER TO balai_owner;

CREATE FUNCTION ledger.submit_version(p_version uuid, p_revision integer) RETURNS TABLE(id uuid, revision integer, state text)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION ledger.submit_version(p_version uuid, p_revision integer) OWNER TO balai_owner;

CREATE FUNCTION ledger.sum_of(p_lines jsonb) RETURNS bigint
    LANGUAGE sql IMMUTABLE
    AS 'schema/code';

ALTER FUNCTION ledger.sum_of(p_lines jsonb) OWNER TO balai_owner;

CREATE FUNCTION ledger.take_advance(p_spp uuid, p_verb text) RETURNS ledger.spp
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION ledger.take_advance(p_spp uuid, p_verb text) OWNER TO balai_owner;

CREATE FUNCTION ledger.take_back_imported(p_village bigint, p_year integer, p_entry uuid, p_number text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION ledger.take_back_imported(p_village bigint, p_year integer, p_entry uuid, p_number text) OWNER TO balai_owner;

CREATE TABLE ledger.disbursement (
    regency integer NOT NULL,
    village bigint NOT NULL,
    year smallint NOT NULL,
    id uuid NOT NULL,
    fund text NOT NULL,
    tranche smallint NOT NULL,
    amount_sen bigint NOT NULL,
    due_on date NOT NULL,
    state text NOT NULL,
    revision integer NOT NULL,
    receipt_id uuid,
    person uuid NOT NULL,
    recorded_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT disbursement_amount_positive CHECK ((amount_sen > 0)),
    CONSTRAINT disbursement_received_has_receipt CHECK (((state = 'received'::text) = (receipt_id IS NOT NULL))),
    CONSTRAINT disbursement_regency_of_village CHECK ((regency = (village / 1000000))),
    CONSTRAINT disbursement_revision_positive CHECK ((revision > 0)),
    CONSTRAINT disbursement_state_known CHECK ((state = ANY (ARRAY['planned'::text, 'received'::text, 'cancelled'::text]))),
    CONSTRAINT disbursement_tranche_counts CHECK (((tranche >= 1) AND (tranche <= 24)))
);

ALTER TABLE ONLY ledger.disbursement FORCE ROW LEVEL SECURITY;

ALTER TABLE ledger.disbursement OWNER TO balai_owner;

COMMENT ON TABLE ledger.disbursement IS 'A tranche of a fund source on its way into the village account (penyaluran); planned and past due_on is late.';

COMMENT ON COLUMN ledger.disbursement.amount_sen IS 'Sen, 1/100 rupiah.';

CREATE FUNCTION ledger.take_disbursement(p_id uuid, p_revision integer, p_verb text) RETURNS ledger.disbursement
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION ledger.take_disbursement(p_id uuid, p_revision integer, p_verb text) OWNER TO balai_owner;

CREATE FUNCTION ledger.take_rab_along() RETURNS trigger
    LANGUAGE plpgsql
    AS 'schema/code';

ALTER FUNCTION ledger.take_rab_along() OWNER TO balai_owner;

CREATE TABLE ledger.line_remark (
    regency integer NOT NULL,
    village bigint NOT NULL,
    version_id uuid NOT NULL,
    id uuid NOT NULL,
    revision integer NOT NULL,
    activity text DEFAULT ''::text NOT NULL,
    account text DEFAULT ''::text NOT NULL,
    fund text DEFAULT ''::text NOT NULL,
    sub_detail text DEFAULT ''::text NOT NULL,
    remark text NOT NULL,
    is_binding boolean NOT NULL,
    person uuid NOT NULL,
    recorded_at timestamp with time zone DEFAULT now() NOT NULL,
    answer text,
    answered_by uuid,
    answered_at timestamp with time zone,
    withdrawn_at timestamp with time zone,
    CONSTRAINT line_remark_answer_given CHECK (((length(answer) >= 1) AND (length(answer) <= 2000))),
    CONSTRAINT line_remark_answered_by_someone CHECK (((answer IS NULL) = (answered_by IS NULL))),
    CONSTRAINT line_remark_given CHECK (((length(remark) >= 1) AND (length(remark) <= 2000))),
    CONSTRAINT line_remark_regency_of_village CHECK ((regency = (village / 1000000))),
    CONSTRAINT line_remark_revision_positive CHECK ((revision > 0))
);

ALTER TABLE ONLY ledger.line_remark FORCE ROW LEVEL SECURITY;

ALTER TABLE ledger.line_remark OWNER TO balai_owner;

COMMENT ON TABLE ledger.line_remark IS 'What the evaluator (camat) says of one line, one activity (no account) or the whole budget (no activity).';

COMMENT ON COLUMN ledger.line_remark.revision IS 'Of the version as it was submitted: the round of evaluation.';

COMMENT ON COLUMN ledger.line_remark.is_binding IS 'Must be followed or answered before the budget comes back; else advice.';

CREATE FUNCTION ledger.take_remark(p_version uuid, p_id uuid) RETURNS ledger.line_remark
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION ledger.take_remark(p_version uuid, p_id uuid) OWNER TO balai_owner;

CREATE FUNCTION ledger.take_settlement(p_id uuid) RETURNS ledger.settlement
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION ledger.take_settlement(p_id uuid) OWNER TO balai_owner;

CREATE FUNCTION ledger.take_spp(p_id uuid) RETURNS ledger.spp
    LANGUAGE plpgsql
    AS 'schema/code';

ALTER FUNCTION ledger.take_spp(p_id uuid) OWNER TO balai_owner;

CREATE FUNCTION ledger.take_version(p_id uuid) RETURNS ledger.budget_version
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION ledger.take_version(p_id uuid) OWNER TO balai_owner;

CREATE FUNCTION ledger.tax_due(p_regency integer, p_day date) RETURNS date
    LANGUAGE sql STABLE
    AS 'schema/code';

ALTER FUNCTION ledger.tax_due(p_regency integer, p_day date) OWNER TO balai_owner;

CREATE FUNCTION ledger.tax_of(p_base_sen bigint, p_rate_ppm integer) RETURNS bigint
    LANGUAGE sql IMMUTABLE
    AS 'schema/code';

ALTER FUNCTION ledger.tax_of(p_base_sen bigint, p_rate_ppm integer) OWNER TO balai_owner;

CREATE FUNCTION ledger.tax_rates_on(p_regency integer, p_day date) RETURNS TABLE(code text, valid_from date, name text, account text, map_code text, rate_ppm integer, base text, above_sen bigint, is_county boolean, is_confirmed boolean, basis text)
    LANGUAGE sql STABLE
    AS 'schema/code';

ALTER FUNCTION ledger.tax_rates_on(p_regency integer, p_day date) OWNER TO balai_owner;

CREATE TABLE ledger.entry (
    regency integer NOT NULL,
    village bigint NOT NULL,
    year smallint NOT NULL,
    id uuid NOT NULL,
    number bigint NOT NULL,
    book_date date NOT NULL,
    recorded_at timestamp with time zone DEFAULT now() NOT NULL,
    kind text NOT NULL,
    document_id uuid NOT NULL,
    reverses uuid,
    description text NOT NULL,
    person uuid,
    origin text NOT NULL,
    corrects uuid,
    CONSTRAINT entry_date_in_year CHECK ((EXTRACT(year FROM book_date) = (year)::numeric)),
    CONSTRAINT entry_description_short CHECK (((length(description) >= 1) AND (length(description) <= 500))),
    CONSTRAINT entry_kind_known CHECK ((kind = ANY (ARRAY['receipt'::text, 'payment'::text, 'reversal'::text, 'imported'::text, 'move'::text, 'interest'::text, 'fee'::text, 'settlement'::text, 'advance-return'::text, 'tax-deposit'::text, 'refund'::text, 'correction'::text]))),
    CONSTRAINT entry_number_positive CHECK ((number > 0)),
    CONSTRAINT entry_origin_known CHECK ((origin = ANY (ARRAY['entered'::text, 'imported'::text]))),
    CONSTRAINT entry_regency_of_village CHECK ((regency = (village / 1000000))),
    CONSTRAINT entry_reversal_names_entry CHECK (((kind = 'reversal'::text) = (reverses IS NOT NULL)))
);

ALTER TABLE ONLY ledger.entry FORCE ROW LEVEL SECURITY;

ALTER TABLE ledger.entry OWNER TO balai_owner;

COMMENT ON TABLE ledger.entry IS 'Journal entry. Append-only: a correction is a new entry that names the old one.';

COMMENT ON COLUMN ledger.entry.number IS 'Journal number, gapless in the village''s year.';

COMMENT ON COLUMN ledger.entry.book_date IS 'Day for which it counts; recorded_at is when it was written.';

COMMENT ON COLUMN ledger.entry.document_id IS 'The payment request or receipt that caused it; a reversal names its entry''s document.';

COMMENT ON COLUMN ledger.entry.corrects IS 'The entry that this one puts right, beside or after its reversal.';

CREATE FUNCTION ledger.turn_round(p_id uuid, p_old ledger.entry, p_day date, p_reason text) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION ledger.turn_round(p_id uuid, p_old ledger.entry, p_day date, p_reason text) OWNER TO balai_owner;

CREATE FUNCTION ledger.undo_disbursement(p_regency integer, p_receipt uuid) RETURNS void
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION ledger.undo_disbursement(p_regency integer, p_receipt uuid) OWNER TO balai_owner;

CREATE FUNCTION ledger.undo_give_back(p_entry ledger.entry, p_day date, p_reason text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION ledger.undo_give_back(p_entry ledger.entry, p_day date, p_reason text) OWNER TO balai_owner;

CREATE FUNCTION ledger.undo_payment(p_entry ledger.entry, p_day date, p_reason text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION ledger.undo_payment(p_entry ledger.entry, p_day date, p_reason text) OWNER TO balai_owner;

CREATE FUNCTION ledger.undo_settlement(p_entry ledger.entry, p_day date, p_reason text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION ledger.undo_settlement(p_entry ledger.entry, p_day date, p_reason text) OWNER TO balai_owner;

CREATE FUNCTION ledger.undo_withholdings(p_regency integer, p_document uuid) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION ledger.undo_withholdings(p_regency integer, p_document uuid) OWNER TO balai_owner;

CREATE FUNCTION ledger.verify_settlement(p_id uuid, p_revision integer, p_day date DEFAULT NULL::date) RETURNS TABLE(id uuid, revision integer, state text, number integer)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION ledger.verify_settlement(p_id uuid, p_revision integer, p_day date) OWNER TO balai_owner;

CREATE FUNCTION ledger.verify_spp(p_id uuid, p_revision integer, p_day date DEFAULT NULL::date) RETURNS TABLE(id uuid, revision integer, state text, number integer)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION ledger.verify_spp(p_id uuid, p_revision integer, p_day date) OWNER TO balai_owner;

CREATE FUNCTION ledger.withdraw_remark(p_version uuid, p_id uuid) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION ledger.withdraw_remark(p_version uuid, p_id uuid) OWNER TO balai_owner;

CREATE FUNCTION ledger.withdraw_version(p_version uuid, p_revision integer, p_note text) RETURNS TABLE(id uuid, revision integer, state text)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION ledger.withdraw_version(p_version uuid, p_revision integer, p_note text) OWNER TO balai_owner;

CREATE FUNCTION ledger.withhold(p_village bigint, p_year integer, p_document uuid, p_day date, p_taxes jsonb) RETURNS void
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION ledger.withhold(p_village bigint, p_year integer, p_document uuid, p_day date, p_taxes jsonb) OWNER TO balai_owner;

CREATE FUNCTION ledger.write_entry(p_id uuid, p_village bigint, p_year integer, p_day date, p_kind text, p_document uuid, p_reverses uuid, p_description text, p_corrects uuid DEFAULT NULL::uuid) RETURNS bigint
    LANGUAGE plpgsql
    AS 'schema/code';

ALTER FUNCTION ledger.write_entry(p_id uuid, p_village bigint, p_year integer, p_day date, p_kind text, p_document uuid, p_reverses uuid, p_description text, p_corrects uuid) OWNER TO balai_owner;

CREATE FUNCTION ledger.write_imported_entry(p_village bigint, p_year integer, p_day date, p_kind text, p_document uuid, p_reverses uuid, p_description text, p_postings jsonb) RETURNS uuid
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION ledger.write_imported_entry(p_village bigint, p_year integer, p_day date, p_kind text, p_document uuid, p_reverses uuid, p_description text, p_postings jsonb) OWNER TO balai_owner;

CREATE FUNCTION ledger.write_lines(p_version ledger.budget_version, p_activity text, p_lines jsonb, p_keep_amounts boolean) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION ledger.write_lines(p_version ledger.budget_version, p_activity text, p_lines jsonb, p_keep_amounts boolean) OWNER TO balai_owner;

CREATE FUNCTION monitoring.answer_report(p_id uuid, p_revision integer, p_state text, p_answer text) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION monitoring.answer_report(p_id uuid, p_revision integer, p_state text, p_answer text) OWNER TO balai_owner;

CREATE FUNCTION monitoring.begin_day(p_regency integer) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION monitoring.begin_day(p_regency integer) OWNER TO balai_wide;

CREATE FUNCTION monitoring.cancel_project(p_project uuid, p_revision integer, p_reason text) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION monitoring.cancel_project(p_project uuid, p_revision integer, p_reason text) OWNER TO balai_owner;

CREATE FUNCTION monitoring.capture_ground(p_token_hash bytea, p_is_late boolean, p_nonce bytea, p_set uuid) RETURNS TABLE(link uuid, label text, shared_name text, expires_at timestamp with time zone, regency integer, village bigint, village_name text, district_name text, project uuid, project_name text, kind text, state text, stage smallint, site_ordinal integer, geometry bytea, earliest timestamp with time zone, tolerances text, photos bigint, nonce_state text, time_zone text, stages text)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION monitoring.capture_ground(p_token_hash bytea, p_is_late boolean, p_nonce bytea, p_set uuid) OWNER TO balai_owner;

CREATE FUNCTION monitoring.captured(p_token_hash bytea, p_sha256 bytea) RETURNS TABLE(receipt uuid, received_at timestamp with time zone, progress uuid, nonce_state text, basis text, distance_m double precision, tolerance_m double precision, location text, in_village text, time_window text)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION monitoring.captured(p_token_hash bytea, p_sha256 bytea) OWNER TO balai_owner;

CREATE FUNCTION monitoring.changes_waiting(p_limit integer) RETURNS TABLE(regency integer, number bigint, kind text, project uuid, object uuid)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION monitoring.changes_waiting(p_limit integer) OWNER TO balai_wide;

CREATE FUNCTION monitoring.create_project(p_id uuid, p_village bigint, p_fields jsonb, p_geometry bytea, p_west double precision, p_south double precision, p_east double precision, p_north double precision, p_source text, p_epsg integer, p_given text) RETURNS TABLE(id uuid, revision integer, site_ordinal integer)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION monitoring.create_project(p_id uuid, p_village bigint, p_fields jsonb, p_geometry bytea, p_west double precision, p_south double precision, p_east double precision, p_north double precision, p_source text, p_epsg integer, p_given text) OWNER TO balai_owner;

CREATE FUNCTION monitoring.decide_flag(p_flag uuid, p_revision integer, p_verb text, p_reason text) RETURNS TABLE(revision integer, state text)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION monitoring.decide_flag(p_flag uuid, p_revision integer, p_verb text, p_reason text) OWNER TO balai_owner;

CREATE FUNCTION monitoring.edit_project(p_project uuid, p_revision integer, p_fields jsonb) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION monitoring.edit_project(p_project uuid, p_revision integer, p_fields jsonb) OWNER TO balai_owner;

CREATE FUNCTION monitoring.end_relation(p_project uuid, p_other uuid) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION monitoring.end_relation(p_project uuid, p_other uuid) OWNER TO balai_owner;

CREATE TABLE monitoring.capture_link (
    regency integer NOT NULL,
    village bigint NOT NULL,
    id uuid NOT NULL,
    project uuid NOT NULL,
    token_hash bytea NOT NULL,
    label text NOT NULL,
    shared_by uuid NOT NULL,
    made_at timestamp with time zone DEFAULT now() NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    revoked_at timestamp with time zone,
    revoked_by uuid,
    CONSTRAINT capture_link_label_given CHECK (((btrim(label) <> ''::text) AND (length(label) <= 100))),
    CONSTRAINT capture_link_regency_of_village CHECK ((regency = (village / 1000000))),
    CONSTRAINT capture_link_revoked_whole CHECK (((revoked_at IS NULL) = (revoked_by IS NULL))),
    CONSTRAINT capture_link_term CHECK (((expires_at > made_at) AND (expires_at <= (made_at + '61 days'::interval)))),
    CONSTRAINT capture_link_token_size CHECK ((length(token_hash) = 32))
);

ALTER TABLE ONLY monitoring.capture_link FORCE ROW LEVEL SECURITY;

ALTER TABLE monitoring.capture_link OWNER TO balai_owner;

COMMENT ON TABLE monitoring.capture_link IS 'Tautan foto: lets its holder photograph one work for some days, without an account. Only the hash of the token is kept.';

COMMENT ON COLUMN monitoring.capture_link.label IS 'Whom it was shared with, in the sharer''s words: Pak Slamet, mandor.';

COMMENT ON COLUMN monitoring.capture_link.shared_by IS 'The manager who shared it and answers for what comes through it.';

CREATE FUNCTION monitoring.enter_link(p_token_hash bytea, p_is_late boolean) RETURNS monitoring.capture_link
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION monitoring.enter_link(p_token_hash bytea, p_is_late boolean) OWNER TO balai_wide;

CREATE FUNCTION monitoring.explain_flag(p_flag uuid, p_revision integer, p_reason text) RETURNS TABLE(revision integer, state text)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION monitoring.explain_flag(p_flag uuid, p_revision integer, p_reason text) OWNER TO balai_owner;

CREATE FUNCTION monitoring.flag_override(p_regency integer, p_project uuid, p_spp uuid, p_number integer, p_activity text, p_found integer, p_needed integer) RETURNS uuid
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION monitoring.flag_override(p_regency integer, p_project uuid, p_spp uuid, p_number integer, p_activity text, p_found integer, p_needed integer) OWNER TO balai_wide;

CREATE FUNCTION monitoring.forget_nonces() RETURNS integer
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION monitoring.forget_nonces() OWNER TO balai_wide;

CREATE FUNCTION monitoring.hand_over(p_id uuid, p_project uuid, p_day date, p_number text, p_receiver text, p_note text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION monitoring.hand_over(p_id uuid, p_project uuid, p_day date, p_number text, p_receiver text, p_note text) OWNER TO balai_owner;

CREATE FUNCTION monitoring.import_works(p_regency integer, p_source text, p_rows jsonb) RETURNS TABLE(created integer, changed integer, same integer)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION monitoring.import_works(p_regency integer, p_source text, p_rows jsonb) OWNER TO balai_wide;

CREATE TABLE monitoring.project (
    regency integer NOT NULL,
    village bigint NOT NULL,
    id uuid NOT NULL,
    ordinal bigint NOT NULL,
    year smallint NOT NULL,
    owner text NOT NULL,
    activity text,
    fund text NOT NULL,
    account text,
    name text NOT NULL,
    kind text NOT NULL,
    is_maintenance boolean DEFAULT false NOT NULL,
    management text NOT NULL,
    volume numeric(14,4),
    unit text DEFAULT ''::text NOT NULL,
    budget_sen bigint NOT NULL,
    starts_on date NOT NULL,
    ends_on date NOT NULL,
    state text DEFAULT 'planned'::text NOT NULL,
    stage smallint DEFAULT 0 NOT NULL,
    revision integer DEFAULT 1 NOT NULL,
    site_ordinal integer,
    west double precision,
    south double precision,
    east double precision,
    north double precision,
    origin text DEFAULT 'entered'::text NOT NULL,
    created_by uuid,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    agency text DEFAULT ''::text NOT NULL,
    output text,
    paid_sen bigint,
    source_key text,
    CONSTRAINT project_account_shape CHECK ((account ~ '^5(\.[0-9]{1,2}){1,3}$'::text)),
    CONSTRAINT project_activity_of_desa CHECK (((owner <> 'desa'::text) OR (activity IS NOT NULL))),
    CONSTRAINT project_activity_shape CHECK ((activity ~ '^[0-9]\.[0-9]{1,2}\.[0-9]{2}$'::text)),
    CONSTRAINT project_agency_short CHECK ((length(agency) <= 200)),
    CONSTRAINT project_budget_in_range CHECK (((budget_sen >= 0) AND (budget_sen <= '100000000000000000'::bigint))),
    CONSTRAINT project_dates_ordered CHECK ((ends_on >= starts_on)),
    CONSTRAINT project_fund_shape CHECK ((fund ~ '^[A-Z]{2,4}$'::text)),
    CONSTRAINT project_kind_known CHECK ((kind = ANY (ARRAY['road'::text, 'drain'::text, 'bridge'::text, 'wall'::text, 'building'::text, 'water'::text, 'sanitation'::text, 'lighting'::text, 'house'::text, 'other'::text]))),
    CONSTRAINT project_management_known CHECK ((management = ANY (ARRAY['self-managed'::text, 'contract'::text]))),
    CONSTRAINT project_name_given CHECK (((btrim(name) <> ''::text) AND (length(name) <= 200))),
    CONSTRAINT project_origin_known CHECK ((origin = ANY (ARRAY['entered'::text, 'imported'::text]))),
    CONSTRAINT project_output_shape CHECK ((output ~ '^[0-9]{6,8}$'::text)),
    CONSTRAINT project_owner_known CHECK ((owner = ANY (ARRAY['desa'::text, 'opd'::text]))),
    CONSTRAINT project_paid_in_range CHECK (((paid_sen >= 0) AND (paid_sen <= '100000000000000000'::bigint))),
    CONSTRAINT project_paid_of_opd CHECK (((paid_sen IS NULL) OR (owner = 'opd'::text))),
    CONSTRAINT project_regency_of_village CHECK ((regency = (village / 1000000))),
    CONSTRAINT project_revision_positive CHECK ((revision > 0)),
    CONSTRAINT project_site_has_bounds CHECK ((((site_ordinal IS NULL) = (west IS NULL)) AND ((west IS NULL) = (south IS NULL)) AND ((west IS NULL) = (east IS NULL)) AND ((west IS NULL) = (north IS NULL)))),
    CONSTRAINT project_site_ordinal_positive CHECK ((site_ordinal > 0)),
    CONSTRAINT project_source_key_short CHECK (((length(source_key) >= 1) AND (length(source_key) <= 200))),
    CONSTRAINT project_stage_percent CHECK (((stage >= 0) AND (stage <= 100))),
    CONSTRAINT project_state_known CHECK ((state = ANY (ARRAY['planned'::text, 'running'::text, 'done'::text, 'cancelled'::text]))),
    CONSTRAINT project_unit_short CHECK ((length(unit) <= 50)),
    CONSTRAINT project_volume_positive CHECK ((volume > (0)::numeric)),
    CONSTRAINT project_year_plausible CHECK (((year >= 2015) AND (year <= 2100)))
);

ALTER TABLE ONLY monitoring.project FORCE ROW LEVEL SECURITY;

ALTER TABLE monitoring.project OWNER TO balai_owner;

COMMENT ON TABLE monitoring.project IS 'Pekerjaan fisik: one work of a budget activity, of the village (desa) or of another agency (opd).';

COMMENT ON COLUMN monitoring.project.ordinal IS 'Order of creation, for lists; not gapless.';

COMMENT ON COLUMN monitoring.project.account IS 'Kode rekening of the line that pays it; null where all lines of the activity and fund do.';

COMMENT ON COLUMN monitoring.project.management IS 'Swakelola or penyedia.';

COMMENT ON COLUMN monitoring.project.budget_sen IS 'Sen. The work''s own share of its budget lines.';

COMMENT ON COLUMN monitoring.project.stage IS 'Percent, of the newest report not withdrawn.';

COMMENT ON COLUMN monitoring.project.west IS 'Box of the newest site, degrees, kept here so that map and list need no join; null before the first site.';

COMMENT ON COLUMN monitoring.project.agency IS 'Perangkat daerah or other agency; empty for a village''s own work.';

COMMENT ON COLUMN monitoring.project.output IS 'Standard output (keluaran) of the activity, a code of reference/outputs.tsv.';

COMMENT ON COLUMN monitoring.project.paid_sen IS 'Sen, as the agency says. What a village paid is in its ledger.';

COMMENT ON COLUMN monitoring.project.source_key IS 'The work''s key in the agency''s own list: a later file changes it.';

CREATE FUNCTION monitoring.is_ahead(p_work monitoring.project) RETURNS boolean
    LANGUAGE sql STABLE
    AS 'schema/code';

ALTER FUNCTION monitoring.is_ahead(p_work monitoring.project) OWNER TO balai_owner;

CREATE FUNCTION monitoring.issue_nonces(p_token_hash bytea, p_nonces bytea[]) RETURNS timestamp with time zone
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION monitoring.issue_nonces(p_token_hash bytea, p_nonces bytea[]) OWNER TO balai_owner;

CREATE FUNCTION monitoring.line_money(p_regency integer, p_village bigint, p_year integer, p_activity text, p_fund text, p_account text) RETURNS TABLE(limit_sen bigint, requested_sen bigint, reserved_sen bigint, posted_sen bigint)
    LANGUAGE sql STABLE
    AS 'schema/code';

ALTER FUNCTION monitoring.line_money(p_regency integer, p_village bigint, p_year integer, p_activity text, p_fund text, p_account text) OWNER TO balai_owner;

CREATE FUNCTION monitoring.load_boundaries(p_regency integer, p_source text, p_rows jsonb) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION monitoring.load_boundaries(p_regency integer, p_source text, p_rows jsonb) OWNER TO balai_wide;

CREATE FUNCTION monitoring.moment(p_text text, p_regency integer) RETURNS timestamp with time zone
    LANGUAGE plpgsql STABLE
    AS 'schema/code';

ALTER FUNCTION monitoring.moment(p_text text, p_regency integer) OWNER TO balai_owner;

CREATE FUNCTION monitoring.move_evidence() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION monitoring.move_evidence() OWNER TO balai_owner;

CREATE FUNCTION monitoring.newest_change(p_regency integer) RETURNS bigint
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION monitoring.newest_change(p_regency integer) OWNER TO balai_wide;

CREATE FUNCTION monitoring.nonce_standing(p_nonce bytea, p_set uuid, OUT state text, OUT issued_at timestamp with time zone) RETURNS record
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION monitoring.nonce_standing(p_nonce bytea, p_set uuid, OUT state text, OUT issued_at timestamp with time zone) OWNER TO balai_owner;

CREATE FUNCTION monitoring.note_change(p_village bigint, p_kind text, p_project uuid, p_object uuid) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION monitoring.note_change(p_village bigint, p_kind text, p_project uuid, p_object uuid) OWNER TO balai_wide;

CREATE FUNCTION monitoring.note_payment() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION monitoring.note_payment() OWNER TO balai_owner;

CREATE FUNCTION monitoring.paid_of(p_work monitoring.project) RETURNS bigint
    LANGUAGE sql STABLE
    AS 'schema/code';

ALTER FUNCTION monitoring.paid_of(p_work monitoring.project) OWNER TO balai_owner;

CREATE FUNCTION monitoring.photo_evidence_of(p_regency integer, p_projects uuid[]) RETURNS TABLE(receipt uuid, long_side integer, notes text, views text, exif_latitude double precision, exif_longitude double precision, exif_accuracy_m double precision)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION monitoring.photo_evidence_of(p_regency integer, p_projects uuid[]) OWNER TO balai_wide;

CREATE FUNCTION monitoring.photo_hashes_since(p_regency integer, p_after bigint) RETURNS TABLE(head bigint, project uuid, receipt uuid, pdq bytea, pdq_quality smallint, views text[])
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION monitoring.photo_hashes_since(p_regency integer, p_after bigint) OWNER TO balai_wide;

CREATE FUNCTION monitoring.photos_of(p_regency integer, p_projects uuid[]) RETURNS TABLE(receipt uuid, project uuid, stage smallint, day date, sha256 bytea, scan_sha256 bytea, pdq bytea, pdq_quality smallint, exif_at timestamp with time zone, gps_at timestamp with time zone, device_at timestamp with time zone, received_at timestamp with time zone, device text, software text, source text, latitude double precision, longitude double precision, accuracy_m double precision)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION monitoring.photos_of(p_regency integer, p_projects uuid[]) OWNER TO balai_wide;

CREATE FUNCTION monitoring.place_site(p_project uuid, p_revision integer, p_geometry bytea, p_west double precision, p_south double precision, p_east double precision, p_north double precision, p_source text, p_epsg integer, p_given text) RETURNS TABLE(revision integer, site_ordinal integer)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION monitoring.place_site(p_project uuid, p_revision integer, p_geometry bytea, p_west double precision, p_south double precision, p_east double precision, p_north double precision, p_source text, p_epsg integer, p_given text) OWNER TO balai_owner;

CREATE FUNCTION monitoring.raise_flag(p_regency integer, p_number bigint, p_flag jsonb) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION monitoring.raise_flag(p_regency integer, p_number bigint, p_flag jsonb) OWNER TO balai_wide;

CREATE FUNCTION monitoring.raise_flags(p_regency integer, p_number bigint, p_flags jsonb) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION monitoring.raise_flags(p_regency integer, p_number bigint, p_flags jsonb) OWNER TO balai_wide;

CREATE FUNCTION monitoring.receipt_of_bytes(p_village bigint, p_sha256 bytea) RETURNS uuid
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION monitoring.receipt_of_bytes(p_village bigint, p_sha256 bytea) OWNER TO balai_wide;

CREATE FUNCTION monitoring.receipt_of_link(p_project monitoring.project, p_link uuid, p_hash bytea, p_photo jsonb) RETURNS uuid
    LANGUAGE plpgsql
    AS 'schema/code';

ALTER FUNCTION monitoring.receipt_of_link(p_project monitoring.project, p_link uuid, p_hash bytea, p_photo jsonb) OWNER TO balai_owner;

CREATE FUNCTION monitoring.receive_capture(p_token_hash bytea, p_site_ordinal integer, p_photo jsonb) RETURNS TABLE(receipt uuid, received_at timestamp with time zone, is_new boolean, progress uuid, nonce_state text)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION monitoring.receive_capture(p_token_hash bytea, p_site_ordinal integer, p_photo jsonb) OWNER TO balai_owner;

CREATE FUNCTION monitoring.receive_photo(p_id uuid, p_village bigint, p_sha256 bytea, p_bytes bigint, p_facts jsonb, p_claims jsonb) RETURNS TABLE(id uuid, received_at timestamp with time zone, is_new boolean)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION monitoring.receive_photo(p_id uuid, p_village bigint, p_sha256 bytea, p_bytes bigint, p_facts jsonb, p_claims jsonb) OWNER TO balai_owner;

CREATE FUNCTION monitoring.relate(p_project uuid, p_other uuid, p_kind text, p_reason text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION monitoring.relate(p_project uuid, p_other uuid, p_kind text, p_reason text) OWNER TO balai_owner;

CREATE FUNCTION monitoring.relations_of(p_regency integer, p_project uuid) RETURNS TABLE(other uuid, kind text)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION monitoring.relations_of(p_regency integer, p_project uuid) OWNER TO balai_wide;

CREATE FUNCTION monitoring.release_photo(p_progress uuid, p_receipt uuid) RETURNS uuid
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION monitoring.release_photo(p_progress uuid, p_receipt uuid) OWNER TO balai_owner;

CREATE FUNCTION monitoring.reopen_flag(p_flag uuid, p_revision integer, p_reason text) RETURNS TABLE(revision integer, state text)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION monitoring.reopen_flag(p_flag uuid, p_revision integer, p_reason text) OWNER TO balai_owner;

CREATE FUNCTION monitoring.report_ground(p_village bigint, p_project uuid) RETURNS TABLE(geometry bytea, earliest timestamp with time zone, tolerances text)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION monitoring.report_ground(p_village bigint, p_project uuid) OWNER TO balai_wide;

CREATE FUNCTION monitoring.report_of_link(p_project monitoring.project, p_link monitoring.capture_link, p_photo jsonb) RETURNS void
    LANGUAGE plpgsql
    AS 'schema/code';

ALTER FUNCTION monitoring.report_of_link(p_project monitoring.project, p_link monitoring.capture_link, p_photo jsonb) OWNER TO balai_owner;

CREATE FUNCTION monitoring.report_progress(p_id uuid, p_project uuid, p_fields jsonb, p_site_ordinal integer, p_photos jsonb) RETURNS TABLE(id uuid, ordinal integer, revision integer, state text, stage integer)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION monitoring.report_progress(p_id uuid, p_project uuid, p_fields jsonb, p_site_ordinal integer, p_photos jsonb) OWNER TO balai_owner;

CREATE FUNCTION monitoring.report_status(p_code_hash bytea) RETURNS TABLE(received_at timestamp with time zone, work text, village_name text, state text, answer text, answered_at timestamp with time zone)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION monitoring.report_status(p_code_hash bytea) OWNER TO balai_wide;

CREATE FUNCTION monitoring.require_listed(p_village bigint, p_year integer, p_activity text, p_fund text) RETURNS void
    LANGUAGE plpgsql
    AS 'schema/code';

ALTER FUNCTION monitoring.require_listed(p_village bigint, p_year integer, p_activity text, p_fund text) OWNER TO balai_owner;

CREATE FUNCTION monitoring.require_open(p_project monitoring.project, p_site_ordinal integer, p_link uuid) RETURNS void
    LANGUAGE plpgsql
    AS 'schema/code';

ALTER FUNCTION monitoring.require_open(p_project monitoring.project, p_site_ordinal integer, p_link uuid) OWNER TO balai_owner;

CREATE FUNCTION monitoring.require_planner(p_village bigint, p_owner text) RETURNS void
    LANGUAGE plpgsql STABLE
    AS 'schema/code';

ALTER FUNCTION monitoring.require_planner(p_village bigint, p_owner text) OWNER TO balai_owner;

CREATE FUNCTION monitoring.restage(p_regency integer, p_project uuid) RETURNS void
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION monitoring.restage(p_regency integer, p_project uuid) OWNER TO balai_owner;

CREATE FUNCTION monitoring.revoke_link(p_id uuid) RETURNS uuid
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION monitoring.revoke_link(p_id uuid) OWNER TO balai_owner;

CREATE FUNCTION monitoring.rule_parameters_of(p_regency integer) RETURNS TABLE(version integer, changes jsonb)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION monitoring.rule_parameters_of(p_regency integer) OWNER TO balai_wide;

CREATE TABLE monitoring.flag (
    regency integer NOT NULL,
    village bigint NOT NULL,
    other_village bigint,
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    ordinal bigint NOT NULL,
    rule text NOT NULL,
    severity text NOT NULL,
    project uuid NOT NULL,
    other uuid,
    first_of_pair uuid NOT NULL,
    last_of_pair uuid NOT NULL,
    score double precision NOT NULL,
    evidence jsonb NOT NULL,
    reason text NOT NULL,
    facts jsonb DEFAULT '{}'::jsonb NOT NULL,
    fingerprint bytea NOT NULL,
    change_number bigint NOT NULL,
    state text DEFAULT 'open'::text NOT NULL,
    revision integer DEFAULT 1 NOT NULL,
    raised_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT flag_evidence_object CHECK ((jsonb_typeof(evidence) = 'object'::text)),
    CONSTRAINT flag_facts_object CHECK ((jsonb_typeof(facts) = 'object'::text)),
    CONSTRAINT flag_fingerprint_size CHECK ((length(fingerprint) = 32)),
    CONSTRAINT flag_other_whole CHECK ((((other IS NULL) = (other_village IS NULL)) AND (other IS DISTINCT FROM project))),
    CONSTRAINT flag_pair_ordered CHECK (((first_of_pair = LEAST(project, COALESCE(other, project))) AND (last_of_pair = GREATEST(project, COALESCE(other, project))))),
    CONSTRAINT flag_reason_key CHECK (((reason ~ '^[a-z][a-zA-Z0-9.-]*$'::text) AND (length(reason) <= 120))),
    CONSTRAINT flag_regency_of_other CHECK ((regency = (other_village / 1000000))),
    CONSTRAINT flag_regency_of_village CHECK ((regency = (village / 1000000))),
    CONSTRAINT flag_revision_positive CHECK ((revision > 0)),
    CONSTRAINT flag_rule_shape CHECK (((rule ~ '^R[0-9]{1,2}[a-z]?(-[a-z-]+)?$'::text) AND (length(rule) <= 60))),
    CONSTRAINT flag_score_share CHECK (((score >= (0)::double precision) AND (score <= (1)::double precision))),
    CONSTRAINT flag_severity_known CHECK ((severity = ANY (ARRAY['info'::text, 'warning'::text, 'alert'::text]))),
    CONSTRAINT flag_state_known CHECK ((state = ANY (ARRAY['open'::text, 'explained'::text, 'confirmed'::text, 'dismissed'::text, 'superseded'::text])))
);

ALTER TABLE ONLY monitoring.flag FORCE ROW LEVEL SECURITY;

ALTER TABLE monitoring.flag OWNER TO balai_owner;

COMMENT ON TABLE monitoring.flag IS 'Tanda perlu diperiksa: evidence of one rule about a work or a pair of works. Never public by itself.';

COMMENT ON COLUMN monitoring.flag.project IS 'The later of a pair: the change that was screened.';

COMMENT ON COLUMN monitoring.flag.reason IS 'Key of its sentence in texts/*.tsv; facts are the values of the sentence.';

COMMENT ON COLUMN monitoring.flag.fingerprint IS 'SHA-256 over the facts of the pair; other facts make a new flag, the same never.';

CREATE FUNCTION monitoring.seen_flag(p_flag uuid) RETURNS monitoring.flag
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION monitoring.seen_flag(p_flag uuid) OWNER TO balai_owner;

CREATE FUNCTION monitoring.set_rule_parameters(p_id uuid, p_version integer, p_changes jsonb, p_reason text) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION monitoring.set_rule_parameters(p_id uuid, p_version integer, p_changes jsonb, p_reason text) OWNER TO balai_owner;

CREATE FUNCTION monitoring.set_stages(p_from date, p_stages integer[], p_basis text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION monitoring.set_stages(p_from date, p_stages integer[], p_basis text) OWNER TO balai_wide;

CREATE FUNCTION monitoring.set_tolerance(p_key text, p_from date, p_value numeric, p_basis text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION monitoring.set_tolerance(p_key text, p_from date, p_value numeric, p_basis text) OWNER TO balai_owner;

CREATE FUNCTION monitoring.share_link(p_id uuid, p_project uuid, p_token_hash bytea, p_label text, p_days integer) RETURNS timestamp with time zone
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION monitoring.share_link(p_id uuid, p_project uuid, p_token_hash bytea, p_label text, p_days integer) OWNER TO balai_owner;

CREATE FUNCTION monitoring.stages_on(p_regency integer, p_day date) RETURNS jsonb
    LANGUAGE sql STABLE
    AS 'schema/code';

ALTER FUNCTION monitoring.stages_on(p_regency integer, p_day date) OWNER TO balai_owner;

CREATE FUNCTION monitoring.step_flag(p_flag uuid, p_revision integer, p_verb text, p_reason text, p_village bigint, p_from text[], p_to text) RETURNS TABLE(revision integer, state text)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION monitoring.step_flag(p_flag uuid, p_revision integer, p_verb text, p_reason text, p_village bigint, p_from text[], p_to text) OWNER TO balai_owner;

CREATE FUNCTION monitoring.step_over(p_regency integer, p_number bigint, p_error text) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION monitoring.step_over(p_regency integer, p_number bigint, p_error text) OWNER TO balai_wide;

CREATE FUNCTION monitoring.store_blob(p_regency integer, p_sha256 bytea, p_bytes bigint, p_kind text) RETURNS void
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION monitoring.store_blob(p_regency integer, p_sha256 bytea, p_bytes bigint, p_kind text) OWNER TO balai_wide;

CREATE FUNCTION monitoring.store_claims(p_village bigint, p_receipt uuid, p_claims jsonb) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION monitoring.store_claims(p_village bigint, p_receipt uuid, p_claims jsonb) OWNER TO balai_owner;

CREATE FUNCTION monitoring.store_photos(p_project monitoring.project, p_progress uuid, p_photos jsonb) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION monitoring.store_photos(p_project monitoring.project, p_progress uuid, p_photos jsonb) OWNER TO balai_owner;

CREATE FUNCTION monitoring.store_site(p_project monitoring.project, p_geometry bytea, p_west double precision, p_south double precision, p_east double precision, p_north double precision, p_source text, p_epsg integer, p_given text) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION monitoring.store_site(p_project monitoring.project, p_geometry bytea, p_west double precision, p_south double precision, p_east double precision, p_north double precision, p_source text, p_epsg integer, p_given text) OWNER TO balai_owner;

CREATE FUNCTION monitoring.submit_report(p_id uuid, p_village bigint, p_project uuid, p_code_hash bytea, p_message text, p_sha256 bytea, p_photo jsonb) RETURNS timestamp with time zone
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION monitoring.submit_report(p_id uuid, p_village bigint, p_project uuid, p_code_hash bytea, p_message text, p_sha256 bytea, p_photo jsonb) OWNER TO balai_wide;

CREATE FUNCTION monitoring.take_project(p_id uuid, p_revision integer) RETURNS monitoring.project
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION monitoring.take_project(p_id uuid, p_revision integer) OWNER TO balai_owner;

CREATE FUNCTION monitoring.tell_change() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION monitoring.tell_change() OWNER TO balai_owner;

CREATE FUNCTION monitoring.tell_flag() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION monitoring.tell_flag() OWNER TO balai_owner;

CREATE FUNCTION monitoring.tolerance_kinds() RETURNS TABLE(key text, name text, usual numeric, lowest numeric, highest numeric, basis text)
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS 'schema/code';

ALTER FUNCTION monitoring.tolerance_kinds() OWNER TO balai_owner;

CREATE FUNCTION monitoring.tolerances(p_regency integer, p_day date) RETURNS jsonb
    LANGUAGE sql STABLE
    AS 'schema/code';

ALTER FUNCTION monitoring.tolerances(p_regency integer, p_day date) OWNER TO balai_owner;

CREATE FUNCTION monitoring.use_nonce(p_nonce bytea, p_set uuid, OUT state text, OUT issued_at timestamp with time zone) RETURNS record
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION monitoring.use_nonce(p_nonce bytea, p_set uuid, OUT state text, OUT issued_at timestamp with time zone) OWNER TO balai_owner;

CREATE FUNCTION monitoring.village_of(p_project uuid) RETURNS bigint
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION monitoring.village_of(p_project uuid) OWNER TO balai_wide;

CREATE FUNCTION monitoring.withdraw_evidence() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION monitoring.withdraw_evidence() OWNER TO balai_owner;

CREATE FUNCTION monitoring.withdraw_photo(p_progress uuid, p_receipt uuid) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION monitoring.withdraw_photo(p_progress uuid, p_receipt uuid) OWNER TO balai_owner;

CREATE FUNCTION monitoring.withdraw_progress(p_id uuid, p_revision integer, p_reason text) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION monitoring.withdraw_progress(p_id uuid, p_revision integer, p_reason text) OWNER TO balai_owner;

CREATE FUNCTION monitoring.works_facts(p_ids uuid[]) RETURNS TABLE(project uuid, village bigint, village_name text, name text, kind text, is_maintenance boolean, year smallint, fund text, owner text, state text, site_ordinal integer, geometry bytea, agency text, budget_sen bigint, paid_sen bigint, starts_on date, ends_on date)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION monitoring.works_facts(p_ids uuid[]) OWNER TO balai_wide;

CREATE FUNCTION monitoring.works_sharing_photos(p_regency integer, p_project uuid) RETURNS TABLE(other uuid, receipt uuid, other_receipt uuid, is_same_file boolean)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION monitoring.works_sharing_photos(p_regency integer, p_project uuid) OWNER TO balai_wide;

CREATE FUNCTION monitoring.works_since(p_regency integer, p_after bigint, p_limit integer) RETURNS TABLE(head bigint, project uuid, village bigint, name text, kind text, is_maintenance boolean, year smallint, fund text, owner text, activity text, volume text, unit text, budget_sen bigint, paid_sen bigint, starts_on date, ends_on date, stage smallint, state text, site_ordinal integer, geometry bytea, village_name text, agency text)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION monitoring.works_since(p_regency integer, p_after bigint, p_limit integer) OWNER TO balai_wide;

CREATE FUNCTION monitoring.write_evidence() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION monitoring.write_evidence() OWNER TO balai_owner;

CREATE FUNCTION place.load(p_places jsonb, p_origin text DEFAULT 'list'::text) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION place.load(p_places jsonb, p_origin text) OWNER TO balai_wide;

CREATE FUNCTION place.load_holidays(p_days jsonb) RETURNS integer
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION place.load_holidays(p_days jsonb) OWNER TO balai_wide;

CREATE FUNCTION place.load_regions(p_rows jsonb) RETURNS integer
    LANGUAGE sql
    AS 'schema/code';

ALTER FUNCTION place.load_regions(p_rows jsonb) OWNER TO balai_owner;

CREATE FUNCTION place.mark_demo(p_regency integer) RETURNS boolean
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION place.mark_demo(p_regency integer) OWNER TO balai_wide;

CREATE FUNCTION place.set_complaint(p_village bigint, p_text text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION place.set_complaint(p_village bigint, p_text text) OWNER TO balai_owner;

CREATE FUNCTION place.set_money_parameter(p_regency integer, p_key text, p_from date, p_value bigint, p_basis text) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION place.set_money_parameter(p_regency integer, p_key text, p_from date, p_value bigint, p_basis text) OWNER TO balai_wide;

CREATE FUNCTION place.working_day_after(p_day date, p_count integer) RETURNS date
    LANGUAGE sql STABLE
    AS 'schema/code';

ALTER FUNCTION place.working_day_after(p_day date, p_count integer) OWNER TO balai_owner;

CREATE FUNCTION proof.append(p_regency integer, p_log integer, p_batch jsonb) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION proof.append(p_regency integer, p_log integer, p_batch jsonb) OWNER TO balai_wide;

CREATE FUNCTION proof.daily_checkpoints(p_regency integer, p_log integer) RETURNS TABLE(size bigint, note text)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION proof.daily_checkpoints(p_regency integer, p_log integer) OWNER TO balai_wide;

CREATE FUNCTION proof.declare_restore(p_regency integer, p_origin text, p_follows text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION proof.declare_restore(p_regency integer, p_origin text, p_follows text) OWNER TO balai_wide;

CREATE FUNCTION proof.entries_waiting(p_regency integer, p_limit integer) RETURNS TABLE(kind text, object_id uuid, village bigint, year smallint, number bigint, book_date text, recorded_at text, entry_kind text, origin text, document_id uuid, reverses bigint, description text, counterparty text, ordinals bigint[], accounts text[], activities text[], funds text[], sub_details text[], amounts bigint[], salt bytea, ordinal integer, regulation text, corrects bigint, month integer)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION proof.entries_waiting(p_regency integer, p_limit integer) OWNER TO balai_wide;

CREATE FUNCTION proof.erase_texts(p_regency integer, p_entry uuid) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION proof.erase_texts(p_regency integer, p_entry uuid) OWNER TO balai_wide;

CREATE FUNCTION proof.head(p_regency integer) RETURNS TABLE(ordinal integer, origin text, state text, size bigint, edge bytea, follows text, note text, opened_at text, signed_at text)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION proof.head(p_regency integer) OWNER TO balai_wide;

CREATE FUNCTION proof.make_stamp(p_token bytea, p_village bigint, p_year integer, p_kind text, p_parameters jsonb, p_facts jsonb, p_content_hash bytea) RETURNS TABLE(token bytea)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION proof.make_stamp(p_token bytea, p_village bigint, p_year integer, p_kind text, p_parameters jsonb, p_facts jsonb, p_content_hash bytea) OWNER TO balai_owner;

CREATE FUNCTION proof.moment(p_moment timestamp with time zone) RETURNS text
    LANGUAGE sql IMMUTABLE
    AS 'schema/code';

ALTER FUNCTION proof.moment(p_moment timestamp with time zone) OWNER TO balai_owner;

CREATE FUNCTION proof.open_log(p_regency integer, p_origin text, p_follows text DEFAULT ''::text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION proof.open_log(p_regency integer, p_origin text, p_follows text) OWNER TO balai_wide;

CREATE FUNCTION proof.queue_entries() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION proof.queue_entries() OWNER TO balai_wide;

CREATE FUNCTION proof.queue_period() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION proof.queue_period() OWNER TO balai_wide;

CREATE FUNCTION proof.queue_version() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION proof.queue_version() OWNER TO balai_wide;

CREATE FUNCTION proof.regencies_waiting() RETURNS TABLE(regency integer)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION proof.regencies_waiting() OWNER TO balai_wide;

CREATE FUNCTION proof.stamp_of(p_token bytea) RETURNS TABLE(village bigint, village_name text, is_demo boolean, year smallint, kind text, facts jsonb, content_hash bytea, made_at timestamp with time zone, entries_since bigint)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION proof.stamp_of(p_token bytea) OWNER TO balai_wide;

CREATE FUNCTION proof.stop_logs() RETURNS bigint
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION proof.stop_logs() OWNER TO balai_wide;

CREATE FUNCTION proof.take_head(p_regency integer) RETURNS TABLE(ordinal integer, origin text, state text, size bigint, edge bytea, follows text, note text, opened_at text, signed_at text, now_text text)
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION proof.take_head(p_regency integer) OWNER TO balai_wide;

CREATE FUNCTION proof.tile(p_regency integer, p_log integer, p_level integer, p_index bigint) RETURNS TABLE(hashes bytea)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION proof.tile(p_regency integer, p_log integer, p_level integer, p_index bigint) OWNER TO balai_wide;

CREATE FUNCTION proof.village_heads(p_regency integer, p_log integer) RETURNS TABLE(village bigint, year smallint, last_number bigint, leaves bigint, chain bytea)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS 'schema/code';

ALTER FUNCTION proof.village_heads(p_regency integer, p_log integer) OWNER TO balai_wide;

CREATE TABLE audit.event (
    regency integer NOT NULL,
    village bigint NOT NULL,
    ordinal bigint NOT NULL,
    at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    person uuid,
    account uuid,
    verb text NOT NULL,
    object_kind text NOT NULL,
    object_id uuid,
    before_hash bytea,
    after_hash bytea,
    facts jsonb DEFAULT '{}'::jsonb NOT NULL,
    request text DEFAULT ''::text NOT NULL,
    CONSTRAINT event_regency_of_village CHECK ((regency = (village / 1000000))),
    CONSTRAINT event_verb_shape CHECK ((verb ~ '^[a-z][a-z-]*$'::text))
);

ALTER TABLE ONLY audit.event FORCE ROW LEVEL SECURITY;

ALTER TABLE audit.event OWNER TO balai_owner;

COMMENT ON TABLE audit.event IS 'Jejak audit: one row per change of state. Never updated or deleted. No personal values in facts.';

ALTER TABLE audit.event ALTER COLUMN ordinal ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME audit.event_ordinal_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE balai.kept_request (
    regency integer NOT NULL,
    id uuid NOT NULL,
    village bigint NOT NULL,
    person uuid NOT NULL,
    route text NOT NULL,
    fingerprint bytea NOT NULL,
    answer jsonb,
    kept_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT kept_request_fingerprint_size CHECK ((length(fingerprint) = 32)),
    CONSTRAINT kept_request_regency_of_village CHECK ((regency = (village / 1000000)))
);

ALTER TABLE ONLY balai.kept_request FORCE ROW LEVEL SECURITY;

ALTER TABLE balai.kept_request OWNER TO balai_owner;

COMMENT ON COLUMN balai.kept_request.fingerprint IS 'SHA-256 over actor, route and body.';

CREATE TABLE balai.migration (
    name text NOT NULL,
    hash bytea NOT NULL,
    applied_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT migration_hash_size CHECK ((length(hash) = 32))
);

ALTER TABLE balai.migration OWNER TO balai_owner;

COMMENT ON TABLE balai.migration IS 'Files of schema/ that were applied, with their SHA-256.';

CREATE TABLE balai.retention_rule (
    kind text NOT NULL,
    keep_days integer NOT NULL,
    CONSTRAINT retention_rule_days_range CHECK (((keep_days >= 1) AND (keep_days <= 36500))),
    CONSTRAINT retention_rule_kind_shape CHECK ((kind ~ '^[a-z][a-z-]*$'::text))
);

ALTER TABLE balai.retention_rule OWNER TO balai_owner;

CREATE TABLE balai.retention_run (
    regency integer NOT NULL,
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    ran_at timestamp with time zone DEFAULT now() NOT NULL,
    kind text NOT NULL,
    removed bigint NOT NULL,
    CONSTRAINT retention_run_counts CHECK ((removed > 0))
);

ALTER TABLE ONLY balai.retention_run FORCE ROW LEVEL SECURITY;

ALTER TABLE balai.retention_run OWNER TO balai_owner;

CREATE TABLE identity.account (
    regency integer NOT NULL,
    id uuid NOT NULL,
    person uuid NOT NULL,
    username text NOT NULL,
    password_hash text,
    state text DEFAULT 'active'::text NOT NULL,
    failed_attempts integer DEFAULT 0 NOT NULL,
    next_attempt_at timestamp with time zone,
    totp_secret bytea,
    totp_confirmed_at timestamp with time zone,
    totp_last_step bigint DEFAULT 0 NOT NULL,
    language text DEFAULT 'id'::text NOT NULL,
    revision integer DEFAULT 1 NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT account_language_known CHECK ((language = ANY (ARRAY['id'::text, 'en'::text]))),
    CONSTRAINT account_state_known CHECK ((state = ANY (ARRAY['active'::text, 'closed'::text]))),
    CONSTRAINT account_username_shape CHECK ((username ~ '^[a-z0-9][a-z0-9._-]{2,63}$'::text))
);

ALTER TABLE ONLY identity.account FORCE ROW LEVEL SECURITY;

ALTER TABLE identity.account OWNER TO balai_owner;

COMMENT ON COLUMN identity.account.password_hash IS 'argon2id PHC string; NULL until the first password is set.';

COMMENT ON COLUMN identity.account.totp_secret IS 'Sealed with the key that lies outside the data directory.';

CREATE TABLE identity.person (
    regency integer NOT NULL,
    id uuid NOT NULL,
    name text NOT NULL,
    nik_hash bytea,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT person_name_given CHECK (((btrim(name) <> ''::text) AND (length(name) <= 200)))
);

ALTER TABLE ONLY identity.person FORCE ROW LEVEL SECURITY;

ALTER TABLE identity.person OWNER TO balai_owner;

COMMENT ON COLUMN identity.person.nik_hash IS 'Keyed hash of the NIK; the number itself is not kept here.';

CREATE TABLE identity.post (
    regency integer NOT NULL,
    id uuid NOT NULL,
    person uuid NOT NULL,
    role text NOT NULL,
    village_from bigint NOT NULL,
    village_until bigint NOT NULL,
    villages bigint[],
    valid_from date NOT NULL,
    valid_until date,
    standing text DEFAULT 'definitive'::text NOT NULL,
    decree text NOT NULL,
    revision integer DEFAULT 1 NOT NULL,
    CONSTRAINT post_dates_ordered CHECK (((valid_until IS NULL) OR (valid_until >= valid_from))),
    CONSTRAINT post_decree_given CHECK (((btrim(decree) <> ''::text) AND (length(decree) <= 200))),
    CONSTRAINT post_role_known CHECK ((role = ANY (ARRAY['treasurer'::text, 'manager'::text, 'secretary'::text, 'head'::text, 'council'::text, 'operator'::text, 'district'::text, 'county'::text, 'inspector'::text, 'auditor'::text, 'social'::text]))),
    CONSTRAINT post_scope_in_regency CHECK ((((village_from / 1000000) = regency) AND ((village_until / 1000000) = regency) AND (village_from <= village_until))),
    CONSTRAINT post_scope_of_role CHECK (
CASE
    WHEN (role = ANY (ARRAY['treasurer'::text, 'manager'::text, 'secretary'::text, 'head'::text, 'council'::text, 'operator'::text])) THEN (village_from = village_until)
    WHEN (role = 'district'::text) THEN (((village_from % (10000)::bigint) = 0) AND (village_until = (village_from + 9999)))
    ELSE ((village_from = ((regency)::bigint * 1000000)) AND (village_until = (((regency)::bigint * 1000000) + 999999)))
END),
    CONSTRAINT post_standing_known CHECK ((standing = ANY (ARRAY['definitive'::text, 'acting'::text])))
);

ALTER TABLE ONLY identity.post FORCE ROW LEVEL SECURITY;

ALTER TABLE identity.post OWNER TO balai_owner;

COMMENT ON TABLE identity.post IS 'Jabatan: rights follow the post held on the document''s day. acting = Pj/Plt.';

COMMENT ON COLUMN identity.post.villages IS 'When set, only these villages of the range (an inspector''s list).';

CREATE TABLE identity.session (
    regency integer NOT NULL,
    token_hash bytea NOT NULL,
    account uuid NOT NULL,
    kind text NOT NULL,
    label text DEFAULT ''::text NOT NULL,
    csrf text NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    seen_at timestamp with time zone DEFAULT now() NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    second_factor_at timestamp with time zone,
    scope_day date,
    scope_from bigint,
    scope_until bigint,
    scope_list bigint[],
    CONSTRAINT session_hash_size CHECK ((length(token_hash) = 32)),
    CONSTRAINT session_kind_known CHECK ((kind = ANY (ARRAY['browser'::text, 'bearer'::text]))),
    CONSTRAINT session_label_short CHECK ((length(label) <= 200))
);

ALTER TABLE ONLY identity.session FORCE ROW LEVEL SECURITY;

ALTER TABLE identity.session OWNER TO balai_owner;

COMMENT ON TABLE identity.session IS 'Only the SHA-256 of the token is kept. scope_* caches the posts of scope_day.';

CREATE TABLE identity.slip (
    regency integer NOT NULL,
    token_hash bytea NOT NULL,
    account uuid NOT NULL,
    made_by uuid,
    expires_at timestamp with time zone NOT NULL,
    used_at timestamp with time zone,
    CONSTRAINT slip_hash_size CHECK ((length(token_hash) = 32))
);

ALTER TABLE ONLY identity.slip FORCE ROW LEVEL SECURITY;

ALTER TABLE identity.slip OWNER TO balai_owner;

COMMENT ON TABLE identity.slip IS 'One-time link or printed slip with which a person sets the (new) password.';

CREATE TABLE ledger.account (
    regency integer NOT NULL,
    village bigint NOT NULL,
    year smallint NOT NULL,
    code text NOT NULL,
    level smallint NOT NULL,
    name text NOT NULL,
    normal_side text NOT NULL,
    siskeudes_code text NOT NULL,
    origin text NOT NULL,
    CONSTRAINT account_code_shape CHECK ((code ~ '^[0-9](\.[0-9]{1,2}){0,3}$'::text)),
    CONSTRAINT account_level_known CHECK (((level >= 1) AND (level <= 4))),
    CONSTRAINT account_name_given CHECK ((name <> ''::text)),
    CONSTRAINT account_of_county CHECK (((village % (1000000)::bigint) = 0)),
    CONSTRAINT account_origin_known CHECK ((origin = ANY (ARRAY['national'::text, 'county'::text, 'imported'::text]))),
    CONSTRAINT account_regency_of_village CHECK ((regency = (village / 1000000))),
    CONSTRAINT account_side_known CHECK ((normal_side = ANY (ARRAY['D'::text, 'K'::text, '-'::text]))),
    CONSTRAINT account_year_plausible CHECK (((year >= 2015) AND (year <= 2100)))
);

ALTER TABLE ONLY ledger.account FORCE ROW LEVEL SECURITY;

ALTER TABLE ledger.account OWNER TO balai_owner;

COMMENT ON TABLE ledger.account IS 'Chart of accounts (kode rekening) of one regency in one year.';

COMMENT ON COLUMN ledger.account.village IS 'The county itself: regency x 1,000,000.';

CREATE TABLE ledger.activity (
    regency integer NOT NULL,
    village bigint NOT NULL,
    year smallint NOT NULL,
    code text NOT NULL,
    level smallint NOT NULL,
    name text NOT NULL,
    siskeudes_code text NOT NULL,
    kind smallint,
    origin text NOT NULL,
    CONSTRAINT activity_code_shape CHECK ((code ~ '^[0-9](\.[0-9]{1,2}(\.[0-9]{2})?)?$'::text)),
    CONSTRAINT activity_kind_known CHECK (((kind >= 1) AND (kind <= 3))),
    CONSTRAINT activity_level_known CHECK (((level >= 1) AND (level <= 3))),
    CONSTRAINT activity_name_given CHECK ((name <> ''::text)),
    CONSTRAINT activity_of_county CHECK (((village % (1000000)::bigint) = 0)),
    CONSTRAINT activity_origin_known CHECK ((origin = ANY (ARRAY['national'::text, 'county'::text, 'imported'::text]))),
    CONSTRAINT activity_regency_of_village CHECK ((regency = (village / 1000000))),
    CONSTRAINT activity_year_plausible CHECK (((year >= 2015) AND (year <= 2100)))
);

ALTER TABLE ONLY ledger.activity FORCE ROW LEVEL SECURITY;

ALTER TABLE ledger.activity OWNER TO balai_owner;

COMMENT ON TABLE ledger.activity IS 'Activities of one regency in one year. 0.0.00 stands for income and financing, which belong to no activity.';

COMMENT ON COLUMN ledger.activity.village IS 'The county itself: regency x 1,000,000.';

CREATE TABLE ledger.give_back (
    regency integer NOT NULL,
    village bigint NOT NULL,
    year smallint NOT NULL,
    id uuid NOT NULL,
    spp_id uuid NOT NULL,
    kind text NOT NULL,
    number integer NOT NULL,
    book_date date NOT NULL,
    place text NOT NULL,
    payer text DEFAULT ''::text NOT NULL,
    description text NOT NULL,
    amount_sen bigint NOT NULL,
    person uuid NOT NULL,
    recorded_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT give_back_amount_positive CHECK ((amount_sen > 0)),
    CONSTRAINT give_back_date_in_year CHECK ((EXTRACT(year FROM book_date) = (year)::numeric)),
    CONSTRAINT give_back_description_given CHECK (((length(description) >= 1) AND (length(description) <= 500))),
    CONSTRAINT give_back_kind_known CHECK ((kind = ANY (ARRAY['advance-return'::text, 'refund'::text]))),
    CONSTRAINT give_back_number_positive CHECK ((number > 0)),
    CONSTRAINT give_back_payer_short CHECK ((length(payer) <= 200)),
    CONSTRAINT give_back_place_known CHECK ((place = ANY (ARRAY['bank'::text, 'cash'::text]))),
    CONSTRAINT give_back_regency_of_village CHECK ((regency = (village / 1000000)))
);

ALTER TABLE ONLY ledger.give_back FORCE ROW LEVEL SECURITY;

ALTER TABLE ledger.give_back OWNER TO balai_owner;

COMMENT ON TABLE ledger.give_back IS 'Money brought back: rest of an advance (sisa panjar), or spending given back in the same year (pengembalian belanja).';

COMMENT ON COLUMN ledger.give_back.payer IS 'Who brought it. Personal: never in a public view.';

COMMENT ON COLUMN ledger.give_back.amount_sen IS 'Sen. Sum of its journal entry''s lines.';

CREATE TABLE ledger.receipt (
    regency integer NOT NULL,
    village bigint NOT NULL,
    year smallint NOT NULL,
    id uuid NOT NULL,
    number integer NOT NULL,
    book_date date NOT NULL,
    account text NOT NULL,
    fund text NOT NULL,
    amount_sen bigint NOT NULL,
    payer text DEFAULT ''::text NOT NULL,
    description text NOT NULL,
    person uuid,
    origin text NOT NULL,
    recorded_at timestamp with time zone DEFAULT now() NOT NULL,
    place text DEFAULT 'bank'::text NOT NULL,
    CONSTRAINT receipt_account_of_income CHECK ((account ~ '^(4\.|6\.1\.)'::text)),
    CONSTRAINT receipt_amount_positive CHECK ((amount_sen > 0)),
    CONSTRAINT receipt_date_in_year CHECK ((EXTRACT(year FROM book_date) = (year)::numeric)),
    CONSTRAINT receipt_description_given CHECK (((length(description) >= 1) AND (length(description) <= 500))),
    CONSTRAINT receipt_number_positive CHECK ((number > 0)),
    CONSTRAINT receipt_origin_known CHECK ((origin = ANY (ARRAY['entered'::text, 'imported'::text]))),
    CONSTRAINT receipt_payer_short CHECK ((length(payer) <= 200)),
    CONSTRAINT receipt_place_known CHECK ((place = ANY (ARRAY['bank'::text, 'cash'::text]))),
    CONSTRAINT receipt_regency_of_village CHECK ((regency = (village / 1000000)))
);

ALTER TABLE ONLY ledger.receipt FORCE ROW LEVEL SECURITY;

ALTER TABLE ledger.receipt OWNER TO balai_owner;

COMMENT ON TABLE ledger.receipt IS 'Income receipt (Tanda Bukti Penerimaan, TBP): money that came into the village account.';

COMMENT ON COLUMN ledger.receipt.amount_sen IS 'Sen, 1/100 rupiah.';

COMMENT ON COLUMN ledger.receipt.place IS 'Where the money came in: the village account, or the treasurer''s hand.';

CREATE TABLE ledger.tax_deposit (
    regency integer NOT NULL,
    village bigint NOT NULL,
    year smallint NOT NULL,
    id uuid NOT NULL,
    number integer NOT NULL,
    book_date date NOT NULL,
    place text NOT NULL,
    account text NOT NULL,
    map_code text NOT NULL,
    ntpn text NOT NULL,
    amount_sen bigint NOT NULL,
    is_reversed boolean DEFAULT false NOT NULL,
    person uuid NOT NULL,
    recorded_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT tax_deposit_amount_positive CHECK ((amount_sen > 0)),
    CONSTRAINT tax_deposit_date_in_year CHECK ((EXTRACT(year FROM book_date) = (year)::numeric)),
    CONSTRAINT tax_deposit_ntpn_shape CHECK ((ntpn ~ '^([0-9A-Z]{16})?$'::text)),
    CONSTRAINT tax_deposit_number_positive CHECK ((number > 0)),
    CONSTRAINT tax_deposit_place_known CHECK ((place = ANY (ARRAY['bank'::text, 'cash'::text]))),
    CONSTRAINT tax_deposit_regency_of_village CHECK ((regency = (village / 1000000))),
    CONSTRAINT tax_deposit_state_tax_has_ntpn CHECK (((map_code = ''::text) OR (ntpn <> ''::text)))
);

ALTER TABLE ONLY ledger.tax_deposit FORCE ROW LEVEL SECURITY;

ALTER TABLE ledger.tax_deposit OWNER TO balai_owner;

COMMENT ON TABLE ledger.tax_deposit IS 'Withheld taxes handed to the state or county (setoran, SSP), with the state''s number (NTPN).';

COMMENT ON COLUMN ledger.tax_deposit.amount_sen IS 'Sen. Sum of the withholdings it covers.';

CREATE VIEW ledger.document WITH (security_invoker='true') AS
 SELECT s.regency,
    s.village,
    s.year,
    s.id,
    'spp'::text AS kind,
    s.number,
    s.payee AS party,
    s.id AS spp_id
   FROM ledger.spp s
UNION ALL
 SELECT r.regency,
    r.village,
    r.year,
    r.id,
    'receipt'::text AS kind,
    r.number,
    r.payer AS party,
    NULL::uuid AS spp_id
   FROM ledger.receipt r
UNION ALL
 SELECT t.regency,
    t.village,
    t.year,
    t.id,
    'settlement'::text AS kind,
    t.number,
    ''::text AS party,
    t.spp_id
   FROM ledger.settlement t
UNION ALL
 SELECT g.regency,
    g.village,
    g.year,
    g.id,
    g.kind,
    g.number,
    g.payer AS party,
    g.spp_id
   FROM ledger.give_back g
UNION ALL
 SELECT m.regency,
    m.village,
    m.year,
    m.id,
    'move'::text AS kind,
    m.number,
    ''::text AS party,
    NULL::uuid AS spp_id
   FROM ledger.cash_move m
UNION ALL
 SELECT d.regency,
    d.village,
    d.year,
    d.id,
    'deposit'::text AS kind,
    d.number,
    d.ntpn AS party,
    NULL::uuid AS spp_id
   FROM ledger.tax_deposit d;

ALTER TABLE ledger.document OWNER TO balai_owner;

COMMENT ON VIEW ledger.document IS 'SPP, TBP, SPJ, returns, bank mutations and deposits under one roof. party is personal: never in a public view.';

CREATE TABLE ledger.posting (
    regency integer NOT NULL,
    village bigint NOT NULL,
    year smallint NOT NULL,
    entry_id uuid NOT NULL,
    ordinal smallint NOT NULL,
    account text NOT NULL,
    activity text NOT NULL,
    fund text NOT NULL,
    sub_detail text DEFAULT '01'::text NOT NULL,
    amount_sen bigint NOT NULL,
    CONSTRAINT posting_amount_nonzero CHECK ((amount_sen <> 0)),
    CONSTRAINT posting_ordinal_positive CHECK ((ordinal > 0)),
    CONSTRAINT posting_regency_of_village CHECK ((regency = (village / 1000000)))
);

ALTER TABLE ONLY ledger.posting FORCE ROW LEVEL SECURITY;

ALTER TABLE ledger.posting OWNER TO balai_owner;

COMMENT ON TABLE ledger.posting IS 'One leg of a journal entry: account x activity x fund source.';

COMMENT ON COLUMN ledger.posting.amount_sen IS 'Sen, 1/100 rupiah. Debit positive, credit negative.';

CREATE VIEW ledger.book_line WITH (security_invoker='true') AS
 SELECT k.book,
    e.regency,
    e.village,
    e.year,
    e.id AS entry_id,
    e.number,
    e.book_date,
    e.recorded_at,
    e.kind,
    e.description,
    e.document_id,
    d.kind AS document_kind,
    d.number AS document_number,
    ledger.proof_of(d.kind, d.number) AS proof,
    COALESCE(d.party, ''::text) AS party,
    d.spp_id,
    e.reverses,
    e.corrects,
    p.ordinal,
    p.account,
    p.activity,
    p.fund,
    p.sub_detail,
        CASE k.book
            WHEN 'general'::text THEN GREATEST(
            CASE
                WHEN (p.account ~~ '1.1.1.%'::text) THEN p.amount_sen
                ELSE (- p.amount_sen)
            END, (0)::bigint)
            WHEN 'bank'::text THEN GREATEST(p.amount_sen, (0)::bigint)
            WHEN 'cash'::text THEN GREATEST(p.amount_sen, (0)::bigint)
            WHEN 'tax'::text THEN
            CASE
                WHEN ((p.amount_sen < 0) <> (e.kind = 'reversal'::text)) THEN (- p.amount_sen)
                ELSE (0)::bigint
            END
            WHEN 'advance'::text THEN
            CASE
                WHEN ((p.amount_sen > 0) <> (e.kind = 'reversal'::text)) THEN p.amount_sen
                ELSE (0)::bigint
            END
            ELSE (- p.amount_sen)
        END AS in_sen,
        CASE k.book
            WHEN 'general'::text THEN GREATEST(
            CASE
                WHEN (p.account ~~ '1.1.1.%'::text) THEN (- p.amount_sen)
                ELSE p.amount_sen
            END, (0)::bigint)
            WHEN 'bank'::text THEN GREATEST((- p.amount_sen), (0)::bigint)
            WHEN 'cash'::text THEN GREATEST((- p.amount_sen), (0)::bigint)
            WHEN 'tax'::text THEN
            CASE
                WHEN ((p.amount_sen < 0) <> (e.kind = 'reversal'::text)) THEN (0)::bigint
                ELSE p.amount_sen
            END
            WHEN 'advance'::text THEN
            CASE
                WHEN ((p.amount_sen > 0) <> (e.kind = 'reversal'::text)) THEN (0)::bigint
                ELSE (- p.amount_sen)
            END
            ELSE (0)::bigint
        END AS out_sen
   FROM (((((ledger.entry e
     JOIN ledger.posting p ON (((p.regency = e.regency) AND (p.entry_id = e.id))))
     LEFT JOIN ledger.entry old_1 ON (((old_1.regency = e.regency) AND (old_1.id = e.reverses))))
     CROSS JOIN LATERAL ( SELECT COALESCE(old_1.kind, e.kind) AS kind) o)
     CROSS JOIN ( VALUES ('general'::text), ('bank'::text), ('cash'::text), ('tax'::text), ('advance'::text), ('receipts'::text)) k(book))
     LEFT JOIN ledger.document d ON (((d.regency = e.regency) AND (d.id = e.document_id))))
  WHERE
        CASE k.book
            WHEN 'general'::text THEN
            CASE
                WHEN (o.kind = 'move'::text) THEN true
                WHEN (p.account ~~ '1.1.1.%'::text) THEN false
                WHEN (o.kind = 'settlement'::text) THEN (p.account ~~ '7.1.%'::text)
                ELSE (EXISTS ( SELECT
                   FROM ledger.posting c
                  WHERE ((c.regency = e.regency) AND (c.entry_id = e.id) AND (c.account ~~ '1.1.1.%'::text))))
            END
            WHEN 'bank'::text THEN (p.account = '1.1.1.02'::text)
            WHEN 'cash'::text THEN (p.account = '1.1.1.01'::text)
            WHEN 'tax'::text THEN (p.account ~~ '7.1.%'::text)
            WHEN 'advance'::text THEN (p.account = '1.1.2.07'::text)
            ELSE (p.account ~ '^(4\.|6\.1\.)'::text)
        END;

ALTER TABLE ledger.book_line OWNER TO balai_owner;

COMMENT ON VIEW ledger.book_line IS 'Lines of the village''s books by name: general (BKU), bank, cash, tax, advance, receipts. Amounts in sen.';

CREATE TABLE ledger.budget_line (
    regency integer NOT NULL,
    village bigint NOT NULL,
    year smallint NOT NULL,
    version_id uuid NOT NULL,
    activity text NOT NULL,
    account text NOT NULL,
    fund text NOT NULL,
    sub_detail text DEFAULT '01'::text NOT NULL,
    name text DEFAULT ''::text NOT NULL,
    CONSTRAINT budget_line_account_of_budget CHECK ((account ~ '^(4\.|5\.|6\.1\.|6\.2\.)'::text)),
    CONSTRAINT budget_line_name_short CHECK ((length(name) <= 500)),
    CONSTRAINT budget_line_regency_of_village CHECK ((regency = (village / 1000000))),
    CONSTRAINT budget_line_spending_has_activity CHECK (((account ~~ '5.%'::text) = (activity <> '0.0.00'::text))),
    CONSTRAINT budget_line_sub_detail_shape CHECK ((sub_detail ~ '^[0-9]{2}$'::text))
);

ALTER TABLE ONLY ledger.budget_line FORCE ROW LEVEL SECURITY;

ALTER TABLE ledger.budget_line OWNER TO balai_owner;

COMMENT ON TABLE ledger.budget_line IS 'A budget line: activity x account x fund source x sub-detail. Its amount is the sum of its RAB lines.';

COMMENT ON COLUMN ledger.budget_line.sub_detail IS 'Kd_SubRinci: two digits, 01 where the village does not use it.';

CREATE TABLE ledger.cash_control (
    regency integer NOT NULL,
    village bigint NOT NULL,
    year smallint NOT NULL,
    fund text NOT NULL,
    cash_sen bigint DEFAULT 0 NOT NULL,
    floor_sen bigint DEFAULT 0 NOT NULL,
    hand_sen bigint DEFAULT 0 NOT NULL,
    hand_floor_sen bigint DEFAULT 0 NOT NULL,
    CONSTRAINT cash_control_bank_above_floor CHECK (((cash_sen - hand_sen) >= floor_sen)),
    CONSTRAINT cash_control_floor_not_positive CHECK ((floor_sen <= 0)),
    CONSTRAINT cash_control_hand_above_floor CHECK ((hand_sen >= hand_floor_sen)),
    CONSTRAINT cash_control_hand_floor_not_positive CHECK ((hand_floor_sen <= 0)),
    CONSTRAINT cash_control_regency_of_village CHECK ((regency = (village / 1000000)))
)
WITH (fillfactor='50');

ALTER TABLE ONLY ledger.cash_control FORCE ROW LEVEL SECURITY;

ALTER TABLE ledger.cash_control OWNER TO balai_owner;

COMMENT ON TABLE ledger.cash_control IS 'The lock of one fund''s cash in the village account. Not truth: `balai ledger check` proves it equal to the journal.';

COMMENT ON COLUMN ledger.cash_control.cash_sen IS 'Sen. What the journal holds on cash accounts (1.1.1) of this fund.';

COMMENT ON COLUMN ledger.cash_control.floor_sen IS 'Sen, 0 or below, for the village account. Below 0 only where imported history already ended there.';

COMMENT ON COLUMN ledger.cash_control.hand_sen IS 'Sen. The part of cash_sen that lies with the treasurer (1.1.1.01); the rest is in the village account (1.1.1.02).';

COMMENT ON COLUMN ledger.cash_control.hand_floor_sen IS 'Sen, 0 or below, as floor_sen, for the cash in hand.';

CREATE TABLE ledger.ceiling (
    regency integer NOT NULL,
    village bigint NOT NULL,
    year smallint NOT NULL,
    fund text NOT NULL,
    amount_sen bigint NOT NULL,
    planned_sen bigint DEFAULT 0 NOT NULL,
    basis text NOT NULL,
    person uuid NOT NULL,
    recorded_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT ceiling_amount_in_range CHECK (((amount_sen >= 0) AND (amount_sen <= '100000000000000000'::bigint))),
    CONSTRAINT ceiling_basis_given CHECK (((length(basis) >= 1) AND (length(basis) <= 200))),
    CONSTRAINT ceiling_holds_plan CHECK (((planned_sen >= 0) AND (planned_sen <= amount_sen))),
    CONSTRAINT ceiling_of_desa CHECK (((((village % (1000000)::bigint) / 10000) > 0) AND (((village % (10000)::bigint) / 1000) = 2))),
    CONSTRAINT ceiling_regency_of_village CHECK ((regency = (village / 1000000))),
    CONSTRAINT ceiling_year_plausible CHECK (((year >= 2015) AND (year <= 2100)))
);

ALTER TABLE ONLY ledger.ceiling FORCE ROW LEVEL SECURITY;

ALTER TABLE ledger.ceiling OWNER TO balai_owner;

COMMENT ON TABLE ledger.ceiling IS 'What a village gets of a fund source in a year (pagu), as the county set it.';

COMMENT ON COLUMN ledger.ceiling.amount_sen IS 'Sen, 1/100 rupiah.';

COMMENT ON COLUMN ledger.ceiling.planned_sen IS 'Sen. Sum of the tranches not cancelled: a lock, not truth; `balai ledger check` proves it.';

COMMENT ON COLUMN ledger.ceiling.basis IS 'The regulation (Perbup, PMK).';

CREATE TABLE ledger.give_back_line (
    regency integer NOT NULL,
    village bigint NOT NULL,
    give_back_id uuid NOT NULL,
    activity text NOT NULL,
    account text NOT NULL,
    fund text NOT NULL,
    sub_detail text NOT NULL,
    amount_sen bigint NOT NULL,
    CONSTRAINT give_back_line_amount_positive CHECK ((amount_sen > 0)),
    CONSTRAINT give_back_line_regency_of_village CHECK ((regency = (village / 1000000)))
);

ALTER TABLE ONLY ledger.give_back_line FORCE ROW LEVEL SECURITY;

ALTER TABLE ledger.give_back_line OWNER TO balai_owner;

COMMENT ON TABLE ledger.give_back_line IS 'What came back on one line of the request.';

COMMENT ON COLUMN ledger.give_back_line.amount_sen IS 'Sen, 1/100 rupiah.';

CREATE TABLE ledger.settlement_line (
    regency integer NOT NULL,
    village bigint NOT NULL,
    settlement_id uuid NOT NULL,
    activity text NOT NULL,
    account text NOT NULL,
    fund text NOT NULL,
    sub_detail text NOT NULL,
    amount_sen bigint NOT NULL,
    CONSTRAINT settlement_line_amount_positive CHECK ((amount_sen > 0)),
    CONSTRAINT settlement_line_regency_of_village CHECK ((regency = (village / 1000000)))
);

ALTER TABLE ONLY ledger.settlement_line FORCE ROW LEVEL SECURITY;

ALTER TABLE ledger.settlement_line OWNER TO balai_owner;

COMMENT ON TABLE ledger.settlement_line IS 'What a settlement accounts for of one line of its advance.';

COMMENT ON COLUMN ledger.settlement_line.amount_sen IS 'Sen, 1/100 rupiah.';

CREATE TABLE ledger.spp_line (
    regency integer NOT NULL,
    village bigint NOT NULL,
    year smallint NOT NULL,
    spp_id uuid NOT NULL,
    activity text NOT NULL,
    account text NOT NULL,
    fund text NOT NULL,
    sub_detail text NOT NULL,
    amount_sen bigint NOT NULL,
    settled_sen bigint DEFAULT 0 NOT NULL,
    given_back_sen bigint DEFAULT 0 NOT NULL,
    refunded_sen bigint DEFAULT 0 NOT NULL,
    CONSTRAINT spp_line_amount_positive CHECK ((amount_sen > 0)),
    CONSTRAINT spp_line_given_back_not_negative CHECK ((given_back_sen >= 0)),
    CONSTRAINT spp_line_refunded_not_negative CHECK ((refunded_sen >= 0)),
    CONSTRAINT spp_line_regency_of_village CHECK ((regency = (village / 1000000))),
    CONSTRAINT spp_line_settled_not_negative CHECK ((settled_sen >= 0)),
    CONSTRAINT spp_line_within_advance CHECK (((settled_sen + given_back_sen) <= amount_sen)),
    CONSTRAINT spp_line_within_refund CHECK ((refunded_sen <= amount_sen))
);

ALTER TABLE ONLY ledger.spp_line FORCE ROW LEVEL SECURITY;

ALTER TABLE ledger.spp_line OWNER TO balai_owner;

COMMENT ON TABLE ledger.spp_line IS 'What a payment request takes from one posted budget line.';

COMMENT ON COLUMN ledger.spp_line.amount_sen IS 'Sen, 1/100 rupiah.';

COMMENT ON COLUMN ledger.spp_line.settled_sen IS 'Sen. Of an advance: accounted for by booked settlements (SPJ).';

COMMENT ON COLUMN ledger.spp_line.given_back_sen IS 'Sen. Of an advance: brought back unspent.';

COMMENT ON COLUMN ledger.spp_line.refunded_sen IS 'Sen. Spending that the payee gave back (pengembalian belanja).';

CREATE TABLE ledger.withholding (
    regency integer NOT NULL,
    village bigint NOT NULL,
    year smallint NOT NULL,
    id uuid NOT NULL,
    document_id uuid NOT NULL,
    code text NOT NULL,
    account text NOT NULL,
    map_code text NOT NULL,
    fund text NOT NULL,
    base_sen bigint NOT NULL,
    rate_ppm integer NOT NULL,
    amount_sen bigint NOT NULL,
    state text NOT NULL,
    held_on date NOT NULL,
    due_on date NOT NULL,
    deposit_id uuid,
    CONSTRAINT withholding_amount_positive CHECK ((amount_sen > 0)),
    CONSTRAINT withholding_base_positive CHECK ((base_sen > 0)),
    CONSTRAINT withholding_deposit_fits CHECK (((state = 'deposited'::text) = (deposit_id IS NOT NULL))),
    CONSTRAINT withholding_regency_of_village CHECK ((regency = (village / 1000000))),
    CONSTRAINT withholding_state_known CHECK ((state = ANY (ARRAY['held'::text, 'deposited'::text, 'reversed'::text])))
);

ALTER TABLE ONLY ledger.withholding FORCE ROW LEVEL SECURITY;

ALTER TABLE ledger.withholding OWNER TO balai_owner;

COMMENT ON TABLE ledger.withholding IS 'One tax withheld from one payment or settlement (potongan pajak): held for the state until it is deposited.';

COMMENT ON COLUMN ledger.withholding.base_sen IS 'Sen. Dasar pengenaan pajak, as the treasurer entered it.';

COMMENT ON COLUMN ledger.withholding.amount_sen IS 'Sen. Base x rate, rounded down to whole rupiah.';

CREATE VIEW ledger.flow_difference WITH (security_invoker='true') AS
 SELECT s.village,
    s.year,
    ('advance-'::text || n.what) AS kind,
    concat_ws(' '::text, s.number, l.activity, l.account, l.fund) AS object,
    n.expected,
    n.found
   FROM ((((ledger.spp_line l
     JOIN ledger.spp s ON (((s.regency = l.regency) AND (s.id = l.spp_id))))
     LEFT JOIN LATERAL ( SELECT (sum(t.amount_sen))::bigint AS amount
           FROM (ledger.settlement h
             JOIN ledger.settlement_line t ON (((t.regency = h.regency) AND (t.settlement_id = h.id))))
          WHERE ((h.regency = l.regency) AND (h.spp_id = l.spp_id) AND (h.state = 'booked'::text) AND (t.activity = l.activity) AND (t.account = l.account) AND (t.fund = l.fund) AND (t.sub_detail = l.sub_detail))) settled ON (true))
     LEFT JOIN LATERAL ( SELECT (sum(t.amount_sen) FILTER (WHERE (g.kind = 'advance-return'::text)))::bigint AS returned,
            (sum(t.amount_sen) FILTER (WHERE (g.kind = 'refund'::text)))::bigint AS refunded
           FROM ((ledger.give_back g
             JOIN ledger.give_back_line t ON (((t.regency = g.regency) AND (t.give_back_id = g.id))))
             JOIN ledger.entry e ON (((e.regency = g.regency) AND (e.document_id = g.id) AND (e.kind = g.kind))))
          WHERE ((g.regency = l.regency) AND (g.spp_id = l.spp_id) AND (t.activity = l.activity) AND (t.account = l.account) AND (t.fund = l.fund) AND (t.sub_detail = l.sub_detail) AND (NOT (EXISTS ( SELECT
                   FROM ledger.entry x
                  WHERE ((x.regency = e.regency) AND (x.reverses = e.id))))))) back ON (true))
     CROSS JOIN LATERAL ( VALUES ('settled'::text,COALESCE(settled.amount, (0)::bigint),l.settled_sen), ('given-back'::text,COALESCE(back.returned, (0)::bigint),l.given_back_sen), ('refunded'::text,COALESCE(back.refunded, (0)::bigint),l.refunded_sen)) n(what, expected, found))
  WHERE (n.expected <> n.found)
UNION ALL
 SELECT COALESCE(o.village, j.village) AS village,
    COALESCE(o.year, j.year) AS year,
    'advance-open'::text AS kind,
    concat_ws(' '::text, COALESCE(o.activity, j.activity), COALESCE(o.fund, j.fund)) AS object,
    COALESCE(j.amount, (0)::bigint) AS expected,
    COALESCE(o.amount, (0)::bigint) AS found
   FROM (( SELECT l.regency,
            l.village,
            l.year,
            l.activity,
            l.fund,
            (sum(((l.amount_sen - l.settled_sen) - l.given_back_sen)))::bigint AS amount
           FROM (ledger.spp_line l
             JOIN ledger.spp s ON (((s.regency = l.regency) AND (s.id = l.spp_id))))
          WHERE ((s.kind = 'advance'::text) AND (s.state = ANY (ARRAY['paid'::text, 'settled'::text])) AND (s.origin = 'entered'::text))
          GROUP BY l.regency, l.village, l.year, l.activity, l.fund) o
     FULL JOIN ( SELECT p.regency,
            p.village,
            p.year,
            p.activity,
            p.fund,
            (sum(p.amount_sen))::bigint AS amount
           FROM (ledger.posting p
             JOIN ledger.entry e ON (((e.regency = p.regency) AND (e.id = p.entry_id))))
          WHERE ((p.account = '1.1.2.07'::text) AND (e.origin = 'entered'::text))
          GROUP BY p.regency, p.village, p.year, p.activity, p.fund) j ON (((j.regency = o.regency) AND (j.village = o.village) AND (j.year = o.year) AND (j.activity = o.activity) AND (j.fund = o.fund))))
  WHERE (COALESCE(j.amount, (0)::bigint) <> COALESCE(o.amount, (0)::bigint))
UNION ALL
 SELECT COALESCE(w.village, j.village) AS village,
    COALESCE(w.year, j.year) AS year,
    'tax-held'::text AS kind,
    concat_ws(' '::text, COALESCE(w.account, j.account), COALESCE(w.fund, j.fund)) AS object,
    COALESCE(j.amount, (0)::bigint) AS expected,
    COALESCE(w.amount, (0)::bigint) AS found
   FROM (( SELECT h.regency,
            h.village,
            h.year,
            h.account,
            h.fund,
            (sum(h.amount_sen))::bigint AS amount
           FROM ledger.withholding h
          WHERE (h.state = 'held'::text)
          GROUP BY h.regency, h.village, h.year, h.account, h.fund) w
     FULL JOIN ( SELECT p.regency,
            p.village,
            p.year,
            p.account,
            p.fund,
            (- (sum(p.amount_sen))::bigint) AS amount
           FROM (ledger.posting p
             JOIN ledger.entry e ON (((e.regency = p.regency) AND (e.id = p.entry_id))))
          WHERE ((p.account ~~ '7.1.%'::text) AND (e.origin = 'entered'::text))
          GROUP BY p.regency, p.village, p.year, p.account, p.fund) j ON (((j.regency = w.regency) AND (j.village = w.village) AND (j.year = w.year) AND (j.account = w.account) AND (j.fund = w.fund))))
  WHERE (COALESCE(j.amount, (0)::bigint) <> COALESCE(w.amount, (0)::bigint))
UNION ALL
 SELECT d.village,
    d.year,
    (d.kind || '-amount'::text) AS kind,
    (d.number)::text AS object,
    d.expected,
    d.found
   FROM ( SELECT t.village,
            t.year,
            'settlement'::text AS kind,
            t.number,
            t.amount_sen AS found,
            ( SELECT (COALESCE(sum(l.amount_sen), (0)::numeric))::bigint AS "coalesce"
                   FROM ledger.settlement_line l
                  WHERE ((l.regency = t.regency) AND (l.settlement_id = t.id))) AS expected
           FROM ledger.settlement t
        UNION ALL
         SELECT g.village,
            g.year,
            g.kind,
            g.number,
            g.amount_sen,
            ( SELECT (COALESCE(sum(l.amount_sen), (0)::numeric))::bigint AS "coalesce"
                   FROM ledger.give_back_line l
                  WHERE ((l.regency = g.regency) AND (l.give_back_id = g.id))) AS "coalesce"
           FROM ledger.give_back g
        UNION ALL
         SELECT x.village,
            x.year,
            'deposit'::text,
            x.number,
            x.amount_sen,
            ( SELECT (COALESCE(sum(w.amount_sen), (0)::numeric))::bigint AS "coalesce"
                   FROM ledger.withholding w
                  WHERE ((w.regency = x.regency) AND (w.deposit_id = x.id))) AS "coalesce"
           FROM ledger.tax_deposit x
          WHERE (NOT x.is_reversed)) d
  WHERE (d.expected <> d.found)
UNION ALL
 SELECT d.village,
    d.year,
    (d.kind || '-entries'::text) AS kind,
    (d.number)::text AS object,
    d.expected,
    count(e.id) AS found
   FROM (( SELECT document.regency,
            document.village,
            document.year,
            document.id,
            document.kind,
            document.number,
            (1)::bigint AS expected
           FROM ledger.document
          WHERE (document.kind <> ALL (ARRAY['spp'::text, 'settlement'::text, 'receipt'::text]))
        UNION ALL
         SELECT settlement.regency,
            settlement.village,
            settlement.year,
            settlement.id,
            'settlement'::text,
            settlement.number,
                CASE
                    WHEN (settlement.state = ANY (ARRAY['booked'::text, 'reversed'::text])) THEN 1
                    ELSE 0
                END AS "case"
           FROM ledger.settlement) d
     LEFT JOIN ledger.entry e ON (((e.regency = d.regency) AND (e.document_id = d.id) AND (e.kind <> 'reversal'::text))))
  GROUP BY d.village, d.year, d.kind, d.number, d.expected
 HAVING (count(e.id) <> d.expected)
UNION ALL
 SELECT c.village,
    c.year,
    'ceiling-planned'::text AS kind,
    c.fund AS object,
    (COALESCE(sum(d.amount_sen), (0)::numeric))::bigint AS expected,
    c.planned_sen AS found
   FROM (ledger.ceiling c
     LEFT JOIN ledger.disbursement d ON (((d.regency = c.regency) AND (d.village = c.village) AND (d.year = c.year) AND (d.fund = c.fund) AND (d.state <> 'cancelled'::text))))
  GROUP BY c.village, c.year, c.fund, c.planned_sen
 HAVING (COALESCE(sum(d.amount_sen), (0)::numeric) <> (c.planned_sen)::numeric)
UNION ALL
 SELECT d.village,
    d.year,
    'disbursement-receipt'::text AS kind,
    concat_ws(' '::text, d.fund, d.tranche) AS object,
    d.amount_sen AS expected,
    r.amount_sen AS found
   FROM (ledger.disbursement d
     JOIN ledger.receipt r ON (((r.regency = d.regency) AND (r.id = d.receipt_id))))
  WHERE (d.amount_sen <> r.amount_sen);

ALTER TABLE ledger.flow_difference OWNER TO balai_owner;

COMMENT ON VIEW ledger.flow_difference IS 'Differences between advances, returns, taxes and bank mutations and what the journal holds of them. Amounts in sen.';

CREATE TABLE ledger.line_control (
    regency integer NOT NULL,
    village bigint NOT NULL,
    year smallint NOT NULL,
    activity text NOT NULL,
    account text NOT NULL,
    fund text NOT NULL,
    sub_detail text NOT NULL,
    limit_sen bigint NOT NULL,
    requested_sen bigint DEFAULT 0 NOT NULL,
    reserved_sen bigint DEFAULT 0 NOT NULL,
    posted_sen bigint DEFAULT 0 NOT NULL,
    excess_sen bigint DEFAULT 0 NOT NULL,
    CONSTRAINT line_control_excess_not_negative CHECK ((excess_sen >= 0)),
    CONSTRAINT line_control_limit_not_negative CHECK ((limit_sen >= 0)),
    CONSTRAINT line_control_posted_not_negative CHECK ((posted_sen >= 0)),
    CONSTRAINT line_control_regency_of_village CHECK ((regency = (village / 1000000))),
    CONSTRAINT line_control_requested_not_negative CHECK ((requested_sen >= 0)),
    CONSTRAINT line_control_reserved_not_negative CHECK ((reserved_sen >= 0)),
    CONSTRAINT line_control_within_limit CHECK (((reserved_sen + posted_sen) <= (limit_sen + excess_sen)))
)
WITH (fillfactor='70');

ALTER TABLE ONLY ledger.line_control FORCE ROW LEVEL SECURITY;

ALTER TABLE ledger.line_control OWNER TO balai_owner;

COMMENT ON TABLE ledger.line_control IS 'The lock of one posted spending line. Not truth: `balai ledger check` proves it equal to requests and journal.';

COMMENT ON COLUMN ledger.line_control.limit_sen IS 'Sen. The line''s amount in the newest posted version.';

COMMENT ON COLUMN ledger.line_control.requested_sen IS 'Sen. Asked for by requests not yet approved and not rejected.';

COMMENT ON COLUMN ledger.line_control.reserved_sen IS 'Sen. Approved, not yet paid.';

COMMENT ON COLUMN ledger.line_control.posted_sen IS 'Sen. Paid: what the journal holds on this line.';

COMMENT ON COLUMN ledger.line_control.excess_sen IS 'Sen. What imported history had already spent above the line; 0 for everything that is entered here.';

CREATE TABLE ledger.rab_line (
    regency integer NOT NULL,
    village bigint NOT NULL,
    version_id uuid NOT NULL,
    activity text NOT NULL,
    account text NOT NULL,
    fund text NOT NULL,
    sub_detail text NOT NULL,
    ordinal smallint NOT NULL,
    description text NOT NULL,
    volume numeric(14,4) NOT NULL,
    unit text NOT NULL,
    unit_price_sen bigint NOT NULL,
    amount_sen bigint NOT NULL,
    CONSTRAINT rab_line_amount_in_range CHECK (((amount_sen >= 0) AND (amount_sen <= '100000000000000000'::bigint))),
    CONSTRAINT rab_line_description_short CHECK (((length(description) >= 1) AND (length(description) <= 500))),
    CONSTRAINT rab_line_ordinal_positive CHECK ((ordinal > 0)),
    CONSTRAINT rab_line_price_not_negative CHECK ((unit_price_sen >= 0)),
    CONSTRAINT rab_line_regency_of_village CHECK ((regency = (village / 1000000))),
    CONSTRAINT rab_line_unit_short CHECK ((length(unit) <= 50)),
    CONSTRAINT rab_line_volume_not_negative CHECK ((volume >= (0)::numeric))
);

ALTER TABLE ONLY ledger.rab_line FORCE ROW LEVEL SECURITY;

ALTER TABLE ledger.rab_line OWNER TO balai_owner;

COMMENT ON TABLE ledger.rab_line IS 'A line of the cost estimate (RAB).';

COMMENT ON COLUMN ledger.rab_line.unit_price_sen IS 'Sen, 1/100 rupiah, for one unit.';

COMMENT ON COLUMN ledger.rab_line.amount_sen IS 'Sen. Volume x price rounded half up once to whole rupiah; an import keeps its source''s amount.';

CREATE VIEW ledger.line_truth WITH (security_invoker='true') AS
 SELECT k.regency,
    k.village,
    k.year,
    k.activity,
    k.account,
    k.fund,
    k.sub_detail,
    (sum(k.allowed))::bigint AS limit_sen,
    (sum(k.requested))::bigint AS requested_sen,
    (sum(k.reserved))::bigint AS reserved_sen,
    (sum(k.posted))::bigint AS posted_sen
   FROM ( SELECT l.regency,
            l.village,
            l.year,
            l.activity,
            l.account,
            l.fund,
            l.sub_detail,
            COALESCE(r.amount_sen, (0)::bigint) AS allowed,
            0 AS requested,
            0 AS reserved,
            0 AS posted
           FROM ((ledger.budget_line l
             JOIN ( SELECT DISTINCT ON (v.regency, v.village, v.year) v.regency,
                    v.id
                   FROM ledger.budget_version v
                  WHERE (v.state = 'posted'::text)
                  ORDER BY v.regency, v.village, v.year, v.ordinal DESC) n ON (((n.regency = l.regency) AND (n.id = l.version_id))))
             LEFT JOIN ledger.rab_line r ON (((r.regency = l.regency) AND (r.version_id = l.version_id) AND (r.activity = l.activity) AND (r.account = l.account) AND (r.fund = l.fund) AND (r.sub_detail = l.sub_detail))))
          WHERE (l.account ~ '^(5|6\.2)\.'::text)
        UNION ALL
         SELECT l.regency,
            l.village,
            l.year,
            l.activity,
            l.account,
            l.fund,
            l.sub_detail,
            0,
                CASE
                    WHEN (s.state = ANY (ARRAY['draft'::text, 'submitted'::text, 'verified'::text, 'returned'::text])) THEN l.amount_sen
                    ELSE (0)::bigint
                END AS "case",
                CASE
                    WHEN (s.state = 'approved'::text) THEN l.amount_sen
                    WHEN ((s.kind = 'advance'::text) AND (s.state = ANY (ARRAY['paid'::text, 'settled'::text])) AND (s.origin = 'entered'::text)) THEN ((l.amount_sen - l.settled_sen) - l.given_back_sen)
                    ELSE (0)::bigint
                END AS "case",
            0
           FROM (ledger.spp_line l
             JOIN ledger.spp s ON (((s.regency = l.regency) AND (s.id = l.spp_id))))
        UNION ALL
         SELECT p.regency,
            p.village,
            p.year,
            p.activity,
            p.account,
            p.fund,
            p.sub_detail,
            0,
            0,
            0,
            p.amount_sen
           FROM ledger.posting p
          WHERE (p.account ~ '^(5|6\.2)\.'::text)) k
  GROUP BY k.regency, k.village, k.year, k.activity, k.account, k.fund, k.sub_detail;

ALTER TABLE ledger.line_truth OWNER TO balai_owner;

COMMENT ON VIEW ledger.line_truth IS 'What each spending line''s control row must say, computed from budget, requests and journal. Sen.';

CREATE TABLE ledger.period_step (
    regency integer NOT NULL,
    village bigint NOT NULL,
    year smallint NOT NULL,
    id uuid NOT NULL,
    month smallint NOT NULL,
    ordinal smallint NOT NULL,
    verb text NOT NULL,
    last_number bigint NOT NULL,
    person uuid NOT NULL,
    person_name text NOT NULL,
    reason text DEFAULT ''::text NOT NULL,
    recorded_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT period_step_last_number_counts CHECK ((last_number >= 0)),
    CONSTRAINT period_step_month_of_year CHECK (((month >= 1) AND (month <= 12))),
    CONSTRAINT period_step_ordinal_positive CHECK ((ordinal > 0)),
    CONSTRAINT period_step_reason_short CHECK ((length(reason) <= 500)),
    CONSTRAINT period_step_regency_of_village CHECK ((regency = (village / 1000000))),
    CONSTRAINT period_step_reopening_has_reason CHECK (((verb = 'close'::text) OR (reason <> ''::text))),
    CONSTRAINT period_step_verb_in_turn CHECK ((verb =
CASE ((ordinal)::integer % 2)
    WHEN 1 THEN 'close'::text
    ELSE 'reopen'::text
END))
);

ALTER TABLE ONLY ledger.period_step FORCE ROW LEVEL SECURITY;

ALTER TABLE ledger.period_step OWNER TO balai_owner;

COMMENT ON TABLE ledger.period_step IS 'Months of a village''s year closed (tutup buku) and reopened, one row each time.';

COMMENT ON COLUMN ledger.period_step.last_number IS 'The newest journal number of the year at that moment.';

COMMENT ON COLUMN ledger.period_step.person_name IS 'The name on that day: a later change of name leaves the leaf as it was.';

COMMENT ON COLUMN ledger.period_step.reason IS 'Why it was reopened. Free text: only its salted hash is in the log.';

CREATE TABLE ledger.series (
    regency integer NOT NULL,
    village bigint NOT NULL,
    year smallint NOT NULL,
    name text NOT NULL,
    last_number integer NOT NULL,
    CONSTRAINT series_last_number_counts CHECK ((last_number > 0)),
    CONSTRAINT series_name_known CHECK ((name = ANY (ARRAY['spp'::text, 'receipt'::text, 'move'::text, 'settlement'::text, 'advance-return'::text, 'refund'::text, 'deposit'::text, 'correction'::text]))),
    CONSTRAINT series_regency_of_village CHECK ((regency = (village / 1000000)))
)
WITH (fillfactor='50');

ALTER TABLE ONLY ledger.series FORCE ROW LEVEL SECURITY;

ALTER TABLE ledger.series OWNER TO balai_owner;

COMMENT ON TABLE ledger.series IS 'Last number of each series of documents in a village''s year. Gapless: the number is taken in the transaction that needs it.';

CREATE TABLE ledger.village_year (
    regency integer NOT NULL,
    village bigint NOT NULL,
    year smallint NOT NULL,
    state text DEFAULT 'open'::text NOT NULL,
    last_entry_number bigint DEFAULT 0 NOT NULL,
    opened_at timestamp with time zone DEFAULT now() NOT NULL,
    closed_months integer DEFAULT 0 NOT NULL,
    CONSTRAINT village_year_closed_months_of_year CHECK (((closed_months >= 0) AND (closed_months <= 4095))),
    CONSTRAINT village_year_last_entry_counts CHECK ((last_entry_number >= 0)),
    CONSTRAINT village_year_of_desa CHECK (((((village % (1000000)::bigint) / 10000) > 0) AND (((village % (10000)::bigint) / 1000) = 2))),
    CONSTRAINT village_year_plausible CHECK (((year >= 2015) AND (year <= 2100))),
    CONSTRAINT village_year_regency_of_village CHECK ((regency = (village / 1000000))),
    CONSTRAINT village_year_state_known CHECK ((state = ANY (ARRAY['open'::text, 'closed'::text])))
)
WITH (fillfactor='50');

ALTER TABLE ONLY ledger.village_year FORCE ROW LEVEL SECURITY;

ALTER TABLE ledger.village_year OWNER TO balai_owner;

COMMENT ON TABLE ledger.village_year IS 'One budget year of one village (desa; a kelurahan has no village budget). Holds the last journal number.';

COMMENT ON COLUMN ledger.village_year.last_entry_number IS 'Number of the last journal entry. Counted under this row''s lock, so the journal has no gaps.';

COMMENT ON COLUMN ledger.village_year.closed_months IS 'Months in which nothing may be booked, bit 0 is January: a lock beside the journal number, not truth; `balai ledger check` proves it equal to the steps.';

CREATE VIEW ledger.difference WITH (security_invoker='true') AS
 SELECT COALESCE(c.village, t.village) AS village,
    COALESCE(c.year, t.year) AS year,
    ('line-'::text || n.what) AS kind,
    concat_ws(' '::text, COALESCE(c.activity, t.activity), COALESCE(c.account, t.account), COALESCE(c.fund, t.fund), COALESCE(c.sub_detail, t.sub_detail)) AS object,
    n.expected,
    n.found
   FROM ((ledger.line_control c
     FULL JOIN ledger.line_truth t ON (((t.regency = c.regency) AND (t.village = c.village) AND (t.year = c.year) AND (t.activity = c.activity) AND (t.account = c.account) AND (t.fund = c.fund) AND (t.sub_detail = c.sub_detail))))
     CROSS JOIN LATERAL ( VALUES ('limit'::text,COALESCE(t.limit_sen, (0)::bigint),c.limit_sen), ('requested'::text,COALESCE(t.requested_sen, (0)::bigint),c.requested_sen), ('reserved'::text,COALESCE(t.reserved_sen, (0)::bigint),c.reserved_sen), ('posted'::text,COALESCE(t.posted_sen, (0)::bigint),c.posted_sen)) n(what, expected, found))
  WHERE (n.expected IS DISTINCT FROM COALESCE(n.found, (0)::bigint))
UNION ALL
 SELECT COALESCE(c.village, t.village) AS village,
    COALESCE(c.year, t.year) AS year,
    n.what AS kind,
    COALESCE(c.fund, t.fund) AS object,
    n.expected,
    n.found
   FROM ((ledger.cash_control c
     FULL JOIN ( SELECT p.regency,
            p.village,
            p.year,
            p.fund,
            (sum(p.amount_sen))::bigint AS cash,
            (COALESCE(sum(p.amount_sen) FILTER (WHERE (p.account = '1.1.1.01'::text)), (0)::numeric))::bigint AS hand
           FROM ledger.posting p
          WHERE (p.account ~~ '1.1.1.%'::text)
          GROUP BY p.regency, p.village, p.year, p.fund) t ON (((t.regency = c.regency) AND (t.village = c.village) AND (t.year = c.year) AND (t.fund = c.fund))))
     CROSS JOIN LATERAL ( VALUES ('cash'::text,COALESCE(t.cash, (0)::bigint),COALESCE(c.cash_sen, (0)::bigint)), ('cash-in-hand'::text,COALESCE(t.hand, (0)::bigint),COALESCE(c.hand_sen, (0)::bigint))) n(what, expected, found))
  WHERE (n.expected <> n.found)
UNION ALL
 SELECT e.village,
    e.year,
    'entry-unbalanced'::text AS kind,
    (e.number)::text AS object,
    0 AS expected,
    (sum(p.amount_sen))::bigint AS found
   FROM (ledger.entry e
     JOIN ledger.posting p ON (((p.regency = e.regency) AND (p.entry_id = e.id))))
  GROUP BY e.village, e.year, e.number, p.fund
 HAVING (sum(p.amount_sen) <> (0)::numeric)
UNION ALL
 SELECT e.village,
    e.year,
    'entry-empty'::text AS kind,
    (e.number)::text AS object,
    1 AS expected,
    0 AS found
   FROM ledger.entry e
  WHERE (NOT (EXISTS ( SELECT
           FROM ledger.posting p
          WHERE ((p.regency = e.regency) AND (p.entry_id = e.id)))))
UNION ALL
 SELECT y.village,
    y.year,
    'entry-numbers'::text AS kind,
    ''::text AS object,
    y.last_entry_number AS expected,
    count(e.id) AS found
   FROM (ledger.village_year y
     LEFT JOIN ledger.entry e ON (((e.regency = y.regency) AND (e.village = y.village) AND (e.year = y.year))))
  GROUP BY y.village, y.year, y.last_entry_number
 HAVING ((count(e.id) <> y.last_entry_number) OR (COALESCE(max(e.number), (0)::bigint) <> y.last_entry_number))
UNION ALL
 SELECT y.village,
    y.year,
    'closed-months'::text AS kind,
    ''::text AS object,
    COALESCE(m.bits, (0)::bigint) AS expected,
    y.closed_months AS found
   FROM (ledger.village_year y
     LEFT JOIN LATERAL ( SELECT sum((1 << (n.month - 1))) AS bits
           FROM ( SELECT s.month
                   FROM ledger.period_step s
                  WHERE ((s.regency = y.regency) AND (s.village = y.village) AND (s.year = y.year))
                  GROUP BY s.month
                 HAVING ((count(*) % (2)::bigint) = 1)) n) m ON (true))
  WHERE (COALESCE(m.bits, (0)::bigint) <> y.closed_months)
UNION ALL
 SELECT s.village,
    s.year,
    (s.name || '-numbers'::text) AS kind,
    ''::text AS object,
    s.last_number AS expected,
    count(d.number) AS found
   FROM (ledger.series s
     LEFT JOIN ( SELECT d_1.kind AS name,
            d_1.regency,
            d_1.village,
            d_1.year,
            d_1.number
           FROM ledger.document d_1) d ON (((d.name = s.name) AND (d.regency = s.regency) AND (d.village = s.village) AND (d.year = s.year))))
  GROUP BY s.village, s.year, s.name, s.last_number
 HAVING ((count(d.number) <> s.last_number) OR (COALESCE(max(d.number), 0) <> s.last_number))
UNION ALL
 SELECT s.village,
    s.year,
    'spp-amount'::text AS kind,
    COALESCE((s.number)::text, (s.id)::text) AS object,
    (COALESCE(sum(l.amount_sen), (0)::numeric))::bigint AS expected,
    s.amount_sen AS found
   FROM (ledger.spp s
     LEFT JOIN ledger.spp_line l ON (((l.regency = s.regency) AND (l.spp_id = s.id))))
  GROUP BY s.village, s.year, s.number, s.id, s.amount_sen
 HAVING (COALESCE(sum(l.amount_sen), (0)::numeric) <> (s.amount_sen)::numeric)
UNION ALL
 SELECT s.village,
    s.year,
    'spp-payments'::text AS kind,
    COALESCE((s.number)::text, (s.id)::text) AS object,
        CASE
            WHEN (s.state = ANY (ARRAY['paid'::text, 'settled'::text, 'reversed'::text])) THEN 1
            ELSE 0
        END AS expected,
    count(e.id) AS found
   FROM (ledger.spp s
     LEFT JOIN ledger.entry e ON (((e.regency = s.regency) AND (e.document_id = s.id) AND (e.kind = 'payment'::text))))
  WHERE (s.origin = 'entered'::text)
  GROUP BY s.village, s.year, s.number, s.id, s.state
 HAVING (count(e.id) <>
        CASE
            WHEN (s.state = ANY (ARRAY['paid'::text, 'settled'::text, 'reversed'::text])) THEN 1
            ELSE 0
        END)
UNION ALL
 SELECT flow_difference.village,
    flow_difference.year,
    flow_difference.kind,
    flow_difference.object,
    flow_difference.expected,
    flow_difference.found
   FROM ledger.flow_difference;

ALTER TABLE ledger.difference OWNER TO balai_owner;

COMMENT ON VIEW ledger.difference IS 'Differences between locks, numbers and sums and what they stand for; empty when sound. Amounts in sen.';

CREATE TABLE ledger.evidence (
    regency integer NOT NULL,
    village bigint NOT NULL,
    progress uuid NOT NULL,
    receipt uuid NOT NULL,
    project uuid NOT NULL,
    year smallint NOT NULL,
    activity text NOT NULL,
    fund text NOT NULL,
    stage smallint NOT NULL,
    location text NOT NULL,
    taken_at timestamp with time zone,
    written_at timestamp with time zone DEFAULT now() NOT NULL,
    withdrawn_at timestamp with time zone,
    CONSTRAINT evidence_location_known CHECK ((location = ANY (ARRAY['match'::text, 'look'::text, 'mismatch'::text, 'none'::text]))),
    CONSTRAINT evidence_regency_of_village CHECK ((regency = (village / 1000000))),
    CONSTRAINT evidence_stage_percent CHECK (((stage >= 0) AND (stage <= 100)))
);

ALTER TABLE ONLY ledger.evidence FORCE ROW LEVEL SECURITY;

ALTER TABLE ledger.evidence OWNER TO balai_owner;

COMMENT ON TABLE ledger.evidence IS 'Photos that money can go by, written by monitoring as they are reported and withdrawn; never shown as a verdict.';

COMMENT ON COLUMN ledger.evidence.location IS 'As judged when reported; none is neutral and counts.';

CREATE TABLE ledger.fund_source (
    regency integer NOT NULL,
    village bigint NOT NULL,
    year smallint NOT NULL,
    code text NOT NULL,
    ordinal smallint DEFAULT 99 NOT NULL,
    name text NOT NULL,
    revenue_account text NOT NULL,
    origin text NOT NULL,
    CONSTRAINT fund_source_code_shape CHECK ((code ~ '^[A-Z]{2,4}$'::text)),
    CONSTRAINT fund_source_name_given CHECK ((name <> ''::text)),
    CONSTRAINT fund_source_of_county CHECK (((village % (1000000)::bigint) = 0)),
    CONSTRAINT fund_source_origin_known CHECK ((origin = ANY (ARRAY['national'::text, 'county'::text, 'imported'::text]))),
    CONSTRAINT fund_source_regency_of_village CHECK ((regency = (village / 1000000))),
    CONSTRAINT fund_source_year_plausible CHECK (((year >= 2015) AND (year <= 2100)))
);

ALTER TABLE ONLY ledger.fund_source FORCE ROW LEVEL SECURITY;

ALTER TABLE ledger.fund_source OWNER TO balai_owner;

COMMENT ON TABLE ledger.fund_source IS 'Fund sources (sumber dana) of one regency in one year.';

COMMENT ON COLUMN ledger.fund_source.village IS 'The county itself: regency x 1,000,000.';

CREATE TABLE ledger.gate_override (
    regency integer NOT NULL,
    village bigint NOT NULL,
    spp_id uuid NOT NULL,
    reason text NOT NULL,
    asked_by uuid NOT NULL,
    asked_role text NOT NULL,
    asked_at timestamp with time zone DEFAULT now() NOT NULL,
    granted_by uuid,
    granted_role text,
    granted_at timestamp with time zone,
    CONSTRAINT gate_override_granted_whole CHECK ((((granted_by IS NULL) = (granted_at IS NULL)) AND ((granted_by IS NULL) = (granted_role IS NULL)))),
    CONSTRAINT gate_override_reason_given CHECK (((btrim(reason) <> ''::text) AND (length(reason) <= 2000))),
    CONSTRAINT gate_override_regency_of_village CHECK ((regency = (village / 1000000))),
    CONSTRAINT gate_override_two_persons CHECK ((granted_by <> asked_by))
);

ALTER TABLE ONLY ledger.gate_override FORCE ROW LEVEL SECURITY;

ALTER TABLE ledger.gate_override OWNER TO balai_owner;

COMMENT ON TABLE ledger.gate_override IS 'Lets one payment request through without evidence: asked with a reason by one person, granted by another, flagged.';

CREATE TABLE ledger.imported_voucher (
    regency integer NOT NULL,
    village bigint NOT NULL,
    year smallint NOT NULL,
    id uuid NOT NULL,
    source text NOT NULL,
    kind text NOT NULL,
    number text NOT NULL,
    content bytea NOT NULL,
    document_id uuid NOT NULL,
    entry_id uuid,
    imported_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT imported_voucher_content_size CHECK ((length(content) = 32)),
    CONSTRAINT imported_voucher_kind_known CHECK ((kind = ANY (ARRAY['receipt'::text, 'request'::text, 'payment'::text, 'move'::text, 'settlement'::text, 'rest'::text, 'deposit'::text, 'journal'::text]))),
    CONSTRAINT imported_voucher_number_given CHECK (((length(number) >= 1) AND (length(number) <= 200))),
    CONSTRAINT imported_voucher_regency_of_village CHECK ((regency = (village / 1000000))),
    CONSTRAINT imported_voucher_source_known CHECK ((source = 'siskeudes'::text))
);

ALTER TABLE ONLY ledger.imported_voucher FORCE ROW LEVEL SECURITY;

ALTER TABLE ledger.imported_voucher OWNER TO balai_owner;

COMMENT ON TABLE ledger.imported_voucher IS 'Which voucher of the other system became which document and entry here, so that a newer export adds what is new and books what changed as a correction.';

COMMENT ON COLUMN ledger.imported_voucher.number IS 'The number it has there, such as 0002/TBP/04.2014/2019.';

COMMENT ON COLUMN ledger.imported_voucher.content IS 'SHA-256 of what came in; another one means that the voucher was changed there.';

CREATE TABLE ledger.national_account (
    code text NOT NULL,
    level smallint NOT NULL,
    name text NOT NULL,
    normal_side text NOT NULL,
    siskeudes_code text NOT NULL,
    CONSTRAINT national_account_code_shape CHECK ((code ~ '^[0-9](\.[0-9]{1,2}){0,3}$'::text)),
    CONSTRAINT national_account_level_known CHECK (((level >= 1) AND (level <= 4))),
    CONSTRAINT national_account_name_given CHECK ((name <> ''::text)),
    CONSTRAINT national_account_side_known CHECK ((normal_side = ANY (ARRAY['D'::text, 'K'::text, '-'::text])))
);

ALTER TABLE ledger.national_account OWNER TO balai_owner;

COMMENT ON TABLE ledger.national_account IS 'Chart of accounts: akun (1), kelompok (2), jenis (3), objek (4). National, not a tenant table.';

COMMENT ON COLUMN ledger.national_account.normal_side IS 'D debit, K kredit, - for the head of financing, whose two groups differ.';

CREATE TABLE ledger.national_activity (
    code text NOT NULL,
    level smallint NOT NULL,
    name text NOT NULL,
    siskeudes_code text NOT NULL,
    kind smallint,
    CONSTRAINT national_activity_code_shape CHECK ((code ~ '^[0-9](\.[0-9]{1,2}(\.[0-9]{2})?)?$'::text)),
    CONSTRAINT national_activity_kind_known CHECK (((kind >= 1) AND (kind <= 3))),
    CONSTRAINT national_activity_level_known CHECK (((level >= 1) AND (level <= 3))),
    CONSTRAINT national_activity_name_given CHECK ((name <> ''::text))
);

ALTER TABLE ledger.national_activity OWNER TO balai_owner;

COMMENT ON TABLE ledger.national_activity IS 'Bidang (1), sub bidang (2) and kegiatan (3) of Permendagri 20/2018. National, not a tenant table.';

COMMENT ON COLUMN ledger.national_activity.kind IS '1 non-physical, 2 physical (must have a map point and photos), 3 other; null above kegiatan.';

CREATE TABLE ledger.national_fund_source (
    code text NOT NULL,
    ordinal smallint NOT NULL,
    name text NOT NULL,
    origin text NOT NULL,
    revenue_account text NOT NULL,
    synonyms text NOT NULL,
    CONSTRAINT national_fund_source_code_shape CHECK ((code ~ '^[A-Z]{2,4}$'::text)),
    CONSTRAINT national_fund_source_name_given CHECK ((name <> ''::text))
);

ALTER TABLE ledger.national_fund_source OWNER TO balai_owner;

COMMENT ON TABLE ledger.national_fund_source IS 'Sumber dana: DDS, ADD, PAD and so on. National, not a tenant table.';

COMMENT ON COLUMN ledger.national_fund_source.ordinal IS 'Order in which forms list the sources.';

COMMENT ON COLUMN ledger.national_fund_source.synonyms IS 'Other systems'' codes for the same source, separated by comma and blank.';

CREATE TABLE ledger.national_tax_rate (
    code text NOT NULL,
    valid_from date NOT NULL,
    name text NOT NULL,
    account text NOT NULL,
    map_code text NOT NULL,
    rate_ppm integer NOT NULL,
    base text NOT NULL,
    above_sen bigint DEFAULT 0 NOT NULL,
    is_confirmed boolean NOT NULL,
    basis text NOT NULL,
    CONSTRAINT national_tax_rate_above_not_negative CHECK ((above_sen >= 0)),
    CONSTRAINT national_tax_rate_account_held CHECK ((account ~~ '7.1.%'::text)),
    CONSTRAINT national_tax_rate_base_known CHECK ((base = ANY (ARRAY['gross'::text, 'net'::text]))),
    CONSTRAINT national_tax_rate_code_shape CHECK ((code ~ '^[a-z0-9-]{2,40}$'::text)),
    CONSTRAINT national_tax_rate_in_range CHECK (((rate_ppm >= 1) AND (rate_ppm <= 1000000))),
    CONSTRAINT national_tax_rate_map_shape CHECK ((map_code ~ '^([0-9]{6}-[0-9]{3})?$'::text))
);

ALTER TABLE ledger.national_tax_rate OWNER TO balai_owner;

COMMENT ON TABLE ledger.national_tax_rate IS 'Taxes a village treasurer withholds, as first suggested. A county row of the same code goes before. Not a tenant table.';

COMMENT ON COLUMN ledger.national_tax_rate.rate_ppm IS 'Millionths of the base: 1.5 % is 15000.';

COMMENT ON COLUMN ledger.national_tax_rate.base IS 'gross: the whole price; net: the price without the PPN in it (100/111).';

COMMENT ON COLUMN ledger.national_tax_rate.above_sen IS 'Sen. A price up to here is free of it; a hint, the treasurer decides.';

COMMENT ON COLUMN ledger.national_tax_rate.is_confirmed IS 'False: from memory, to be confirmed by the county.';

CREATE TABLE ledger.spp_scan (
    regency integer NOT NULL,
    village bigint NOT NULL,
    id uuid NOT NULL,
    spp_id uuid NOT NULL,
    sha256 bytea NOT NULL,
    bytes integer NOT NULL,
    kind text NOT NULL,
    name text NOT NULL,
    person uuid NOT NULL,
    attached_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT spp_scan_bytes_bounded CHECK (((bytes >= 1) AND (bytes <= 10485760))),
    CONSTRAINT spp_scan_hash_size CHECK ((length(sha256) = 32)),
    CONSTRAINT spp_scan_kind_known CHECK ((kind = ANY (ARRAY['pdf'::text, 'jpeg'::text]))),
    CONSTRAINT spp_scan_name_given CHECK (((length(name) >= 1) AND (length(name) <= 200))),
    CONSTRAINT spp_scan_regency_of_village CHECK ((regency = (village / 1000000)))
);

ALTER TABLE ONLY ledger.spp_scan FORCE ROW LEVEL SECURITY;

ALTER TABLE ledger.spp_scan OWNER TO balai_owner;

COMMENT ON TABLE ledger.spp_scan IS 'Evidence scanned for a payment request (bukti): a PDF or JPEG in the vault, named by its hash. Access goes by the request.';

COMMENT ON COLUMN ledger.spp_scan.name IS 'The file''s name as its sender called it. Personal: never in a public view.';

CREATE TABLE ledger.spp_step (
    regency integer NOT NULL,
    village bigint NOT NULL,
    spp_id uuid NOT NULL,
    revision integer NOT NULL,
    verb text NOT NULL,
    person uuid,
    role text NOT NULL,
    day date NOT NULL,
    recorded_at timestamp with time zone DEFAULT now() NOT NULL,
    note text DEFAULT ''::text NOT NULL,
    CONSTRAINT spp_step_note_short CHECK ((length(note) <= 2000)),
    CONSTRAINT spp_step_regency_of_village CHECK ((regency = (village / 1000000))),
    CONSTRAINT spp_step_verb_known CHECK ((verb = ANY (ARRAY['create'::text, 'save'::text, 'taxes'::text, 'submit'::text, 'verify'::text, 'return'::text, 'approve'::text, 'reject'::text, 'pay'::text, 'reverse'::text, 'settle'::text, 'reopen'::text])))
);

ALTER TABLE ONLY ledger.spp_step FORCE ROW LEVEL SECURITY;

ALTER TABLE ledger.spp_step OWNER TO balai_owner;

COMMENT ON TABLE ledger.spp_step IS 'History of a payment request. The revision is the one the step was taken on (0 for creation), so a repeated step finds itself.';

COMMENT ON COLUMN ledger.spp_step.role IS 'Post in which the person acted.';

CREATE TABLE ledger.spp_tax (
    regency integer NOT NULL,
    village bigint NOT NULL,
    year smallint NOT NULL,
    spp_id uuid NOT NULL,
    code text NOT NULL,
    fund text NOT NULL,
    account text NOT NULL,
    base_sen bigint NOT NULL,
    rate_ppm integer NOT NULL,
    amount_sen bigint NOT NULL,
    CONSTRAINT spp_tax_amount_positive CHECK ((amount_sen > 0)),
    CONSTRAINT spp_tax_base_positive CHECK ((base_sen > 0)),
    CONSTRAINT spp_tax_regency_of_village CHECK ((regency = (village / 1000000)))
);

ALTER TABLE ONLY ledger.spp_tax FORCE ROW LEVEL SECURITY;

ALTER TABLE ledger.spp_tax OWNER TO balai_owner;

COMMENT ON TABLE ledger.spp_tax IS 'A tax that a payment request proposes to withhold (potongan SPP), at the rate of its day.';

COMMENT ON COLUMN ledger.spp_tax.base_sen IS 'Sen. Dasar pengenaan pajak, as it was entered.';

COMMENT ON COLUMN ledger.spp_tax.amount_sen IS 'Sen. Base x rate, rounded down to whole rupiah.';

CREATE TABLE ledger.tax_rate (
    regency integer NOT NULL,
    village bigint NOT NULL,
    code text NOT NULL,
    valid_from date NOT NULL,
    name text NOT NULL,
    account text NOT NULL,
    map_code text NOT NULL,
    rate_ppm integer NOT NULL,
    base text NOT NULL,
    above_sen bigint NOT NULL,
    basis text NOT NULL,
    person uuid NOT NULL,
    recorded_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT tax_rate_above_not_negative CHECK ((above_sen >= 0)),
    CONSTRAINT tax_rate_account_held CHECK ((account ~~ '7.1.%'::text)),
    CONSTRAINT tax_rate_base_known CHECK ((base = ANY (ARRAY['gross'::text, 'net'::text]))),
    CONSTRAINT tax_rate_basis_given CHECK (((length(basis) >= 1) AND (length(basis) <= 200))),
    CONSTRAINT tax_rate_code_shape CHECK ((code ~ '^[a-z0-9-]{2,40}$'::text)),
    CONSTRAINT tax_rate_in_range CHECK (((rate_ppm >= 0) AND (rate_ppm <= 1000000))),
    CONSTRAINT tax_rate_map_shape CHECK ((map_code ~ '^([0-9]{6}-[0-9]{3})?$'::text)),
    CONSTRAINT tax_rate_name_given CHECK (((length(name) >= 1) AND (length(name) <= 200))),
    CONSTRAINT tax_rate_of_county CHECK (((village % (1000000)::bigint) = 0)),
    CONSTRAINT tax_rate_regency_of_village CHECK ((regency = (village / 1000000)))
);

ALTER TABLE ONLY ledger.tax_rate FORCE ROW LEVEL SECURITY;

ALTER TABLE ledger.tax_rate OWNER TO balai_owner;

COMMENT ON TABLE ledger.tax_rate IS 'The county''s own dated tax rates; 0 ends a tax. Goes before national_tax_rate.';

COMMENT ON COLUMN ledger.tax_rate.rate_ppm IS 'Millionths of the base: 1.5 % is 15000. 0: no longer withheld.';

COMMENT ON COLUMN ledger.tax_rate.above_sen IS 'Sen. A price up to here is free of it; a hint, the treasurer decides.';

CREATE TABLE ledger.version_step (
    regency integer NOT NULL,
    village bigint NOT NULL,
    version_id uuid NOT NULL,
    revision integer NOT NULL,
    verb text NOT NULL,
    person uuid,
    recorded_at timestamp with time zone DEFAULT now() NOT NULL,
    note text DEFAULT ''::text NOT NULL,
    CONSTRAINT version_step_note_short CHECK ((length(note) <= 2000)),
    CONSTRAINT version_step_regency_of_village CHECK ((regency = (village / 1000000))),
    CONSTRAINT version_step_verb_known CHECK ((verb = ANY (ARRAY['agree'::text, 'submit'::text, 'withdraw'::text, 'evaluate'::text, 'return'::text, 'post'::text, 'import'::text])))
);

ALTER TABLE ONLY ledger.version_step FORCE ROW LEVEL SECURITY;

ALTER TABLE ledger.version_step OWNER TO balai_owner;

COMMENT ON TABLE ledger.version_step IS 'Who moved a budget version on, and when. The revision is the one the step was taken on, so a repeated step finds itself.';

COMMENT ON COLUMN ledger.version_step.person IS 'Null where the operator of the server imported it.';

CREATE TABLE ledger.village_activity (
    regency integer NOT NULL,
    village bigint NOT NULL,
    year smallint NOT NULL,
    activity text NOT NULL,
    name text NOT NULL,
    ceiling_sen bigint NOT NULL,
    manager_post text DEFAULT ''::text NOT NULL,
    manager_name text DEFAULT ''::text NOT NULL,
    location text DEFAULT ''::text NOT NULL,
    duration text DEFAULT ''::text NOT NULL,
    output text DEFAULT ''::text NOT NULL,
    volume numeric(14,4) DEFAULT 0 NOT NULL,
    unit text DEFAULT ''::text NOT NULL,
    CONSTRAINT village_activity_ceiling_in_range CHECK (((ceiling_sen >= 0) AND (ceiling_sen <= '100000000000000000'::bigint))),
    CONSTRAINT village_activity_duration_short CHECK ((length(duration) <= 200)),
    CONSTRAINT village_activity_location_short CHECK ((length(location) <= 500)),
    CONSTRAINT village_activity_manager_name_short CHECK ((length(manager_name) <= 200)),
    CONSTRAINT village_activity_manager_post_short CHECK ((length(manager_post) <= 200)),
    CONSTRAINT village_activity_name_short CHECK ((length(name) <= 500)),
    CONSTRAINT village_activity_output_short CHECK ((length(output) <= 500)),
    CONSTRAINT village_activity_regency_of_village CHECK ((regency = (village / 1000000))),
    CONSTRAINT village_activity_unit_short CHECK ((length(unit) <= 50)),
    CONSTRAINT village_activity_volume_not_negative CHECK ((volume >= (0)::numeric))
);

ALTER TABLE ONLY ledger.village_activity FORCE ROW LEVEL SECURITY;

ALTER TABLE ledger.village_activity OWNER TO balai_owner;

COMMENT ON TABLE ledger.village_activity IS 'The activities (kegiatan) that a village lists for a year in Siskeudes, also those that carry only a ceiling.';

COMMENT ON COLUMN ledger.village_activity.ceiling_sen IS 'Sen, 1/100 rupiah. Pagu of the activity.';

COMMENT ON COLUMN ledger.village_activity.manager_name IS 'Who manages the activity (PKA). Personal: never in a public view.';

COMMENT ON COLUMN ledger.village_activity.volume IS 'Planned quantity of the output, in its unit.';

CREATE TABLE monitoring.blob (
    regency integer NOT NULL,
    village bigint NOT NULL,
    sha256 bytea NOT NULL,
    bytes bigint NOT NULL,
    kind text NOT NULL,
    stored_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT blob_bytes_positive CHECK ((bytes > 0)),
    CONSTRAINT blob_kind_known CHECK ((kind = 'jpeg'::text)),
    CONSTRAINT blob_of_county CHECK (((village % (1000000)::bigint) = 0)),
    CONSTRAINT blob_regency_of_village CHECK ((regency = (village / 1000000))),
    CONSTRAINT blob_sha256_size CHECK ((length(sha256) = 32))
);

ALTER TABLE ONLY monitoring.blob FORCE ROW LEVEL SECURITY;

ALTER TABLE monitoring.blob OWNER TO balai_owner;

COMMENT ON TABLE monitoring.blob IS 'A stored file by its content, once per regency; belongs to nobody, access goes by receipt.';

CREATE TABLE monitoring.boundary (
    regency integer NOT NULL,
    village bigint NOT NULL,
    source text NOT NULL,
    geometry bytea NOT NULL,
    west double precision NOT NULL,
    south double precision NOT NULL,
    east double precision NOT NULL,
    north double precision NOT NULL,
    loaded_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT boundary_bounds_ordered CHECK (((west < east) AND (south < north) AND (west >= ('-180'::integer)::double precision) AND (east <= (180)::double precision) AND (south >= ('-90'::integer)::double precision) AND (north <= (90)::double precision))),
    CONSTRAINT boundary_geometry_size CHECK (((length(geometry) >= 5) AND (length(geometry) <= 16000000))),
    CONSTRAINT boundary_regency_of_village CHECK ((regency = (village / 1000000))),
    CONSTRAINT boundary_source_given CHECK (((source <> ''::text) AND (length(source) <= 500)))
);

ALTER TABLE ONLY monitoring.boundary FORCE ROW LEVEL SECURITY;

ALTER TABLE monitoring.boundary OWNER TO balai_owner;

COMMENT ON TABLE monitoring.boundary IS 'Batas wilayah of a village as loaded by the county: indicative, never proof.';

COMMENT ON COLUMN monitoring.boundary.geometry IS 'Polygon or MultiPolygon as WKB, WGS 84, longitude first.';

CREATE TABLE monitoring.capture (
    regency integer NOT NULL,
    village bigint NOT NULL,
    link uuid NOT NULL,
    sha256 bytea NOT NULL,
    project uuid NOT NULL,
    receipt uuid NOT NULL,
    progress uuid NOT NULL,
    mode text NOT NULL,
    captured_at timestamp with time zone,
    delivered_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT capture_mode_known CHECK ((mode = ANY (ARRAY['camera'::text, 'file'::text, 'form'::text]))),
    CONSTRAINT capture_regency_of_village CHECK ((regency = (village / 1000000))),
    CONSTRAINT capture_sha256_size CHECK ((length(sha256) = 32))
);

ALTER TABLE ONLY monitoring.capture FORCE ROW LEVEL SECURITY;

ALTER TABLE monitoring.capture OWNER TO balai_owner;

COMMENT ON TABLE monitoring.capture IS 'A photo that came through a link, once a link and content, with the report it stands in.';

COMMENT ON COLUMN monitoring.capture.mode IS 'camera: taken by the page; file: chosen in it; form: sent by the plain form.';

COMMENT ON COLUMN monitoring.capture.captured_at IS 'The phone''s clock when the shutter was pressed.';

CREATE TABLE monitoring.change (
    regency integer NOT NULL,
    village bigint NOT NULL,
    number bigint NOT NULL,
    kind text NOT NULL,
    project uuid NOT NULL,
    object uuid NOT NULL,
    at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT change_kind_known CHECK ((kind = ANY (ARRAY['site'::text, 'photo'::text, 'payment'::text, 'day'::text, 'again'::text, 'facts'::text]))),
    CONSTRAINT change_number_positive CHECK ((number > 0)),
    CONSTRAINT change_regency_of_village CHECK ((regency = (village / 1000000)))
);

ALTER TABLE ONLY monitoring.change FORCE ROW LEVEL SECURITY;

ALTER TABLE monitoring.change OWNER TO balai_owner;

COMMENT ON TABLE monitoring.change IS 'What screening must look at, numbered without gaps under a lock held to commit: number order is commit order.';

COMMENT ON COLUMN monitoring.change.kind IS 'facts: what is told of a work changed (its money, its agency), or a work without a place came or went; not screened.';

COMMENT ON COLUMN monitoring.change.object IS 'The project of a site, the report of photos, the document of a payment.';

CREATE TABLE monitoring.citizen_report (
    regency integer NOT NULL,
    village bigint NOT NULL,
    id uuid NOT NULL,
    ordinal bigint NOT NULL,
    about_village bigint NOT NULL,
    project uuid NOT NULL,
    code_hash bytea NOT NULL,
    message text NOT NULL,
    sha256 bytea,
    facts jsonb,
    location text,
    distance_m double precision,
    received_at timestamp with time zone DEFAULT now() NOT NULL,
    state text DEFAULT 'received'::text NOT NULL,
    answer text DEFAULT ''::text NOT NULL,
    answered_by uuid,
    answered_at timestamp with time zone,
    revision integer DEFAULT 1 NOT NULL,
    CONSTRAINT citizen_report_answer_short CHECK ((length(answer) <= 4000)),
    CONSTRAINT citizen_report_code_size CHECK ((length(code_hash) = 32)),
    CONSTRAINT citizen_report_location_known CHECK ((location = ANY (ARRAY['match'::text, 'look'::text, 'mismatch'::text, 'none'::text]))),
    CONSTRAINT citizen_report_message_given CHECK (((btrim(message) <> ''::text) AND (length(message) <= 4000))),
    CONSTRAINT citizen_report_of_county CHECK ((((village % (1000000)::bigint) = 0) AND ((about_village / 1000000) = regency))),
    CONSTRAINT citizen_report_regency_of_village CHECK ((regency = (village / 1000000))),
    CONSTRAINT citizen_report_state_known CHECK ((state = ANY (ARRAY['received'::text, 'looking'::text, 'closed'::text])))
);

ALTER TABLE ONLY monitoring.citizen_report FORCE ROW LEVEL SECURITY;

ALTER TABLE monitoring.citizen_report OWNER TO balai_owner;

COMMENT ON TABLE monitoring.citizen_report IS 'Laporan warga: a row of the county, never of the village it is about; nothing of the reporter is kept.';

COMMENT ON COLUMN monitoring.citizen_report.code_hash IS 'SHA-256 of the code the reporter was given; only they can ask by it.';

ALTER TABLE monitoring.citizen_report ALTER COLUMN ordinal ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME monitoring.citizen_report_ordinal_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE monitoring.claim (
    regency integer NOT NULL,
    village bigint NOT NULL,
    receipt uuid NOT NULL,
    source text NOT NULL,
    latitude double precision NOT NULL,
    longitude double precision NOT NULL,
    accuracy_m double precision,
    nonce bytea,
    claimed_at timestamp with time zone DEFAULT now() NOT NULL,
    fixed_at timestamp with time zone,
    nonce_state text,
    nonce_issued_at timestamp with time zone,
    CONSTRAINT claim_accuracy_range CHECK (((accuracy_m >= (0)::double precision) AND (accuracy_m <= (1000000)::double precision))),
    CONSTRAINT claim_latitude_range CHECK (((latitude >= ('-90'::integer)::double precision) AND (latitude <= (90)::double precision))),
    CONSTRAINT claim_longitude_range CHECK (((longitude >= ('-180'::integer)::double precision) AND (longitude <= (180)::double precision))),
    CONSTRAINT claim_nonce_size CHECK (((length(nonce) >= 8) AND (length(nonce) <= 64))),
    CONSTRAINT claim_nonce_state_known CHECK ((nonce_state = ANY (ARRAY['fresh'::text, 'old'::text, 'reused'::text, 'unknown'::text]))),
    CONSTRAINT claim_regency_of_village CHECK ((regency = (village / 1000000))),
    CONSTRAINT claim_source_known CHECK ((source = ANY (ARRAY['exif'::text, 'device'::text, 'pin'::text])))
);

ALTER TABLE ONLY monitoring.claim FORCE ROW LEVEL SECURITY;

ALTER TABLE monitoring.claim OWNER TO balai_owner;

COMMENT ON TABLE monitoring.claim IS 'Where a photo is said to be from: file, device and pin, kept apart. The first of each source stays.';

COMMENT ON COLUMN monitoring.claim.accuracy_m IS 'Radius in metres as its source gave it; null where it gave none.';

COMMENT ON COLUMN monitoring.claim.nonce IS 'The server''s nonce of an in-page capture.';

COMMENT ON COLUMN monitoring.claim.fixed_at IS 'When the phone found the position, by its own clock.';

COMMENT ON COLUMN monitoring.claim.nonce_state IS 'fresh: issued to this sender and first used for this photo set; a fact beside the photo, never a reason to refuse.';

CREATE TABLE monitoring.flag_event (
    regency integer NOT NULL,
    village bigint NOT NULL,
    other_village bigint,
    flag uuid NOT NULL,
    revision integer NOT NULL,
    verb text NOT NULL,
    reason text DEFAULT ''::text NOT NULL,
    person uuid,
    at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT flag_event_reason_given CHECK (((verb = ANY (ARRAY['raise'::text, 'supersede'::text])) OR (btrim(reason) <> ''::text))),
    CONSTRAINT flag_event_reason_short CHECK ((length(reason) <= 4000)),
    CONSTRAINT flag_event_regency_of_village CHECK ((regency = (village / 1000000))),
    CONSTRAINT flag_event_verb_known CHECK ((verb = ANY (ARRAY['raise'::text, 'explain'::text, 'confirm'::text, 'dismiss'::text, 'reopen'::text, 'supersede'::text])))
);

ALTER TABLE ONLY monitoring.flag_event FORCE ROW LEVEL SECURITY;

ALTER TABLE monitoring.flag_event OWNER TO balai_owner;

COMMENT ON TABLE monitoring.flag_event IS 'History of a flag. revision is the one the step was taken on (0 when raised), so a repeated step finds itself.';

COMMENT ON COLUMN monitoring.flag_event.village IS 'Of an explanation the explaining village, else the flag''s own.';

ALTER TABLE monitoring.flag ALTER COLUMN ordinal ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME monitoring.flag_ordinal_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE VIEW monitoring.flagged WITH (security_invoker='true') AS
 SELECT w.regency,
    w.work,
    (count(*))::integer AS flags,
    max(
        CASE w.severity
            WHEN 'alert'::text THEN 3
            WHEN 'warning'::text THEN 2
            ELSE 1
        END) AS rank
   FROM ( SELECT f.regency,
            f.project AS work,
            f.severity
           FROM monitoring.flag f
          WHERE (f.state = ANY (ARRAY['open'::text, 'explained'::text, 'confirmed'::text]))
        UNION ALL
         SELECT f.regency,
            f.other,
            f.severity
           FROM monitoring.flag f
          WHERE ((f.state = ANY (ARRAY['open'::text, 'explained'::text, 'confirmed'::text])) AND (f.other IS NOT NULL))) w
  GROUP BY w.regency, w.work;

ALTER TABLE monitoring.flagged OWNER TO balai_owner;

CREATE TABLE monitoring.handover (
    regency integer NOT NULL,
    village bigint NOT NULL,
    id uuid NOT NULL,
    project uuid NOT NULL,
    day date NOT NULL,
    number text NOT NULL,
    receiver text NOT NULL,
    note text DEFAULT ''::text NOT NULL,
    person uuid NOT NULL,
    at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT handover_note_short CHECK ((length(note) <= 2000)),
    CONSTRAINT handover_number_given CHECK (((btrim(number) <> ''::text) AND (length(number) <= 100))),
    CONSTRAINT handover_receiver_given CHECK (((btrim(receiver) <> ''::text) AND (length(receiver) <= 200))),
    CONSTRAINT handover_regency_of_village CHECK ((regency = (village / 1000000)))
);

ALTER TABLE ONLY monitoring.handover FORCE ROW LEVEL SECURITY;

ALTER TABLE monitoring.handover OWNER TO balai_owner;

COMMENT ON TABLE monitoring.handover IS 'Berita acara serah terima of a finished work.';

CREATE TABLE monitoring.nonce (
    regency integer NOT NULL,
    village bigint NOT NULL,
    nonce bytea NOT NULL,
    link uuid,
    account uuid,
    issued_at timestamp with time zone DEFAULT now() NOT NULL,
    used_by uuid,
    used_at timestamp with time zone,
    CONSTRAINT nonce_for_one CHECK ((num_nonnulls(link, account) = 1)),
    CONSTRAINT nonce_regency_of_village CHECK ((regency = (village / 1000000))),
    CONSTRAINT nonce_size CHECK (((length(nonce) >= 8) AND (length(nonce) <= 64))),
    CONSTRAINT nonce_used_whole CHECK (((used_by IS NULL) = (used_at IS NULL)))
);

ALTER TABLE ONLY monitoring.nonce FORCE ROW LEVEL SECURITY;

ALTER TABLE monitoring.nonce OWNER TO balai_owner;

COMMENT ON TABLE monitoring.nonce IS 'Random numbers given to capture pages while online: a photo that brings one was taken after it was issued.';

COMMENT ON COLUMN monitoring.nonce.used_by IS 'The photo set that brought it first; another set with it is told so, not refused.';

CREATE TABLE monitoring.photo_release (
    regency integer NOT NULL,
    village bigint NOT NULL,
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    progress uuid NOT NULL,
    receipt uuid NOT NULL,
    released_by uuid NOT NULL,
    released_at timestamp with time zone DEFAULT now() NOT NULL,
    withdrawn_by uuid,
    withdrawn_at timestamp with time zone,
    CONSTRAINT photo_release_regency_of_village CHECK ((regency = (village / 1000000))),
    CONSTRAINT photo_release_withdrawn_whole CHECK (((withdrawn_by IS NULL) = (withdrawn_at IS NULL)))
);

ALTER TABLE ONLY monitoring.photo_release FORCE ROW LEVEL SECURITY;

ALTER TABLE monitoring.photo_release OWNER TO balai_owner;

COMMENT ON TABLE monitoring.photo_release IS 'Foto untuk umum: a person said that nobody in the picture can be recognised. Its id is the picture''s public address.';

CREATE TABLE monitoring.progress (
    regency integer NOT NULL,
    village bigint NOT NULL,
    id uuid NOT NULL,
    project uuid NOT NULL,
    ordinal integer NOT NULL,
    stage smallint NOT NULL,
    quantity numeric(14,4),
    note text DEFAULT ''::text NOT NULL,
    day date NOT NULL,
    person uuid NOT NULL,
    reported_at timestamp with time zone DEFAULT now() NOT NULL,
    state text DEFAULT 'submitted'::text NOT NULL,
    revision integer DEFAULT 1 NOT NULL,
    percent smallint,
    link uuid,
    CONSTRAINT progress_note_short CHECK ((length(note) <= 2000)),
    CONSTRAINT progress_ordinal_positive CHECK ((ordinal > 0)),
    CONSTRAINT progress_percent_range CHECK (((percent >= 0) AND (percent <= 100))),
    CONSTRAINT progress_quantity_not_negative CHECK ((quantity >= (0)::numeric)),
    CONSTRAINT progress_regency_of_village CHECK ((regency = (village / 1000000))),
    CONSTRAINT progress_revision_positive CHECK ((revision > 0)),
    CONSTRAINT progress_stage_percent CHECK (((stage >= 0) AND (stage <= 100))),
    CONSTRAINT progress_state_known CHECK ((state = ANY (ARRAY['submitted'::text, 'withdrawn'::text])))
);

ALTER TABLE ONLY monitoring.progress FORCE ROW LEVEL SECURITY;

ALTER TABLE monitoring.progress OWNER TO balai_owner;

COMMENT ON TABLE monitoring.progress IS 'Laporan kemajuan: what the activity''s manager says was built on a day, with photos.';

COMMENT ON COLUMN monitoring.progress.quantity IS 'Built so far, in the project''s unit.';

COMMENT ON COLUMN monitoring.progress.percent IS 'Physical percentage: of the target volume where that is known, else as reported; null: the stage speaks.';

COMMENT ON COLUMN monitoring.progress.link IS 'Reported through this link; person is then who shared it.';

CREATE TABLE monitoring.progress_photo (
    regency integer NOT NULL,
    village bigint NOT NULL,
    progress uuid NOT NULL,
    receipt uuid NOT NULL,
    ordinal smallint NOT NULL,
    site_ordinal integer,
    basis text,
    distance_m double precision,
    tolerance_m double precision,
    location text NOT NULL,
    in_village text NOT NULL,
    time_window text NOT NULL,
    CONSTRAINT progress_photo_basis_known CHECK ((basis = ANY (ARRAY['exif'::text, 'device'::text, 'pin'::text]))),
    CONSTRAINT progress_photo_distance_range CHECK (((distance_m >= (0)::double precision) AND (distance_m <= (30000000)::double precision))),
    CONSTRAINT progress_photo_in_village_known CHECK ((in_village = ANY (ARRAY['inside'::text, 'outside'::text, 'unknown'::text]))),
    CONSTRAINT progress_photo_judged CHECK (((location = 'none'::text) OR ((distance_m IS NOT NULL) AND (tolerance_m IS NOT NULL)))),
    CONSTRAINT progress_photo_location_known CHECK ((location = ANY (ARRAY['match'::text, 'look'::text, 'mismatch'::text, 'none'::text]))),
    CONSTRAINT progress_photo_ordinal_positive CHECK ((ordinal > 0)),
    CONSTRAINT progress_photo_regency_of_village CHECK ((regency = (village / 1000000))),
    CONSTRAINT progress_photo_time_known CHECK ((time_window = ANY (ARRAY['inside'::text, 'early'::text, 'late'::text, 'none'::text]))),
    CONSTRAINT progress_photo_tolerance_range CHECK (((tolerance_m >= (0)::double precision) AND (tolerance_m <= (30000000)::double precision)))
);

ALTER TABLE ONLY monitoring.progress_photo FORCE ROW LEVEL SECURITY;

ALTER TABLE monitoring.progress_photo OWNER TO balai_owner;

COMMENT ON TABLE monitoring.progress_photo IS 'A photo of a report, judged against the site planned on that day. none is neutral, not guilt.';

COMMENT ON COLUMN monitoring.progress_photo.distance_m IS 'Geodesic metres from the claim to the planned geometry; 0 inside a polygon.';

COMMENT ON COLUMN monitoring.progress_photo.tolerance_m IS 'Metres up to which it counts as at the site, widened by the claim''s own error.';

ALTER TABLE monitoring.project ALTER COLUMN ordinal ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME monitoring.project_ordinal_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE monitoring.receipt (
    regency integer NOT NULL,
    village bigint NOT NULL,
    id uuid NOT NULL,
    sha256 bytea NOT NULL,
    scan_sha256 bytea,
    person uuid,
    facts jsonb NOT NULL,
    exif_at timestamp with time zone,
    gps_at timestamp with time zone,
    device_at timestamp with time zone,
    received_at timestamp with time zone DEFAULT now() NOT NULL,
    device text DEFAULT ''::text NOT NULL,
    software text DEFAULT ''::text NOT NULL,
    pdq bytea,
    pdq_quality smallint,
    link uuid,
    CONSTRAINT receipt_device_short CHECK ((length(device) <= 520)),
    CONSTRAINT receipt_facts_object CHECK ((jsonb_typeof(facts) = 'object'::text)),
    CONSTRAINT receipt_has_one_sender CHECK ((num_nonnulls(person, link) = 1)),
    CONSTRAINT receipt_pdq_quality_percent CHECK (((pdq_quality >= 0) AND (pdq_quality <= 100))),
    CONSTRAINT receipt_pdq_size CHECK ((length(pdq) = 32)),
    CONSTRAINT receipt_regency_of_village CHECK ((regency = (village / 1000000))),
    CONSTRAINT receipt_scan_size CHECK ((length(scan_sha256) = 32)),
    CONSTRAINT receipt_software_short CHECK ((length(software) <= 260))
);

ALTER TABLE ONLY monitoring.receipt FORCE ROW LEVEL SECURITY;

ALTER TABLE monitoring.receipt OWNER TO balai_owner;

COMMENT ON TABLE monitoring.receipt IS 'A village''s own receipt of an upload: it sent all the bytes, and this was read from them.';

COMMENT ON COLUMN monitoring.receipt.scan_sha256 IS 'SHA-256 of the picture data without its metadata segments: the same picture under other metadata.';

COMMENT ON COLUMN monitoring.receipt.exif_at IS 'DateTimeOriginal with its own offset, else read in the regency''s zone. One of four times, never merged.';

COMMENT ON COLUMN monitoring.receipt.device_at IS 'Clock of the phone or browser at capture or upload.';

COMMENT ON COLUMN monitoring.receipt.pdq IS 'Perceptual hash, 256 bits; null where no picture could be decoded.';

COMMENT ON COLUMN monitoring.receipt.link IS 'The capture link it came through; then no person is known.';

CREATE TABLE monitoring.relation (
    regency integer NOT NULL,
    village bigint NOT NULL,
    project uuid NOT NULL,
    other uuid NOT NULL,
    other_village bigint NOT NULL,
    kind text NOT NULL,
    reason text NOT NULL,
    person uuid NOT NULL,
    at timestamp with time zone DEFAULT now() NOT NULL,
    ended_by uuid,
    ended_at timestamp with time zone,
    CONSTRAINT relation_ended_whole CHECK (((ended_by IS NULL) = (ended_at IS NULL))),
    CONSTRAINT relation_kind_known CHECK ((kind = ANY (ARRAY['phase'::text, 'trade'::text, 'continuation'::text]))),
    CONSTRAINT relation_of_two CHECK ((project <> other)),
    CONSTRAINT relation_reason_given CHECK (((btrim(reason) <> ''::text) AND (length(reason) <= 1000))),
    CONSTRAINT relation_regency_of_other CHECK ((regency = (other_village / 1000000))),
    CONSTRAINT relation_regency_of_village CHECK ((regency = (village / 1000000)))
);

ALTER TABLE ONLY monitoring.relation FORCE ROW LEVEL SECURITY;

ALTER TABLE monitoring.relation OWNER TO balai_owner;

COMMENT ON TABLE monitoring.relation IS 'Pekerjaan terkait: two works of one thing on purpose. Screening then informs about the pair, it does not warn.';

CREATE TABLE monitoring.rule_parameters (
    regency integer NOT NULL,
    village bigint NOT NULL,
    version integer NOT NULL,
    changes jsonb NOT NULL,
    reason text NOT NULL,
    person uuid NOT NULL,
    at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT rule_parameters_object CHECK ((jsonb_typeof(changes) = 'object'::text)),
    CONSTRAINT rule_parameters_of_county CHECK (((village % (1000000)::bigint) = 0)),
    CONSTRAINT rule_parameters_reason_given CHECK (((btrim(reason) <> ''::text) AND (length(reason) <= 2000))),
    CONSTRAINT rule_parameters_regency_of_village CHECK ((regency = (village / 1000000))),
    CONSTRAINT rule_parameters_size CHECK ((length((changes)::text) <= 20000)),
    CONSTRAINT rule_parameters_version_positive CHECK ((version > 0))
);

ALTER TABLE ONLY monitoring.rule_parameters FORCE ROW LEVEL SECURITY;

ALTER TABLE monitoring.rule_parameters OWNER TO balai_owner;

COMMENT ON TABLE monitoring.rule_parameters IS 'Parameter aturan pemeriksaan: the thresholds that replace the shipped ones, by version.';

COMMENT ON COLUMN monitoring.rule_parameters.changes IS 'Names and numbers as docs/screening.md lists them; what is absent is as shipped.';

CREATE VIEW monitoring.rule_tally WITH (security_invoker='true') AS
 SELECT f.regency,
    f.rule,
    count(*) FILTER (WHERE (f.state = 'open'::text)) AS open,
    count(*) FILTER (WHERE (f.state = 'explained'::text)) AS explained,
    count(*) FILTER (WHERE (f.state = 'confirmed'::text)) AS confirmed,
    count(*) FILTER (WHERE (f.state = 'dismissed'::text)) AS dismissed
   FROM monitoring.flag f
  WHERE (f.severity <> 'info'::text)
  GROUP BY f.regency, f.rule;

ALTER TABLE monitoring.rule_tally OWNER TO balai_owner;

CREATE TABLE monitoring.screening_cursor (
    regency integer NOT NULL,
    village bigint NOT NULL,
    number bigint DEFAULT 0 NOT NULL,
    at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT screening_cursor_of_county CHECK (((village % (1000000)::bigint) = 0)),
    CONSTRAINT screening_cursor_regency_of_village CHECK ((regency = (village / 1000000)))
);

ALTER TABLE ONLY monitoring.screening_cursor FORCE ROW LEVEL SECURITY;

ALTER TABLE monitoring.screening_cursor OWNER TO balai_owner;

COMMENT ON TABLE monitoring.screening_cursor IS 'The last change that was screened; all servers of a database share it.';

CREATE TABLE monitoring.screening_day (
    regency integer NOT NULL,
    village bigint NOT NULL,
    day date NOT NULL,
    works integer DEFAULT 0 NOT NULL,
    at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT screening_day_of_county CHECK (((village % (1000000)::bigint) = 0)),
    CONSTRAINT screening_day_regency_of_village CHECK ((regency = (village / 1000000)))
);

ALTER TABLE ONLY monitoring.screening_day FORCE ROW LEVEL SECURITY;

ALTER TABLE monitoring.screening_day OWNER TO balai_owner;

COMMENT ON TABLE monitoring.screening_day IS 'Legal days on which the works under way were put before screening again.';

CREATE TABLE monitoring.screening_failure (
    regency integer NOT NULL,
    village bigint NOT NULL,
    number bigint NOT NULL,
    project uuid NOT NULL,
    error text NOT NULL,
    at timestamp with time zone DEFAULT now() NOT NULL,
    again bigint,
    CONSTRAINT screening_failure_error_short CHECK ((length(error) <= 400)),
    CONSTRAINT screening_failure_regency_of_village CHECK ((regency = (village / 1000000)))
);

ALTER TABLE ONLY monitoring.screening_failure FORCE ROW LEVEL SECURITY;

ALTER TABLE monitoring.screening_failure OWNER TO balai_owner;

COMMENT ON TABLE monitoring.screening_failure IS 'Changes that could not be screened and were stepped over, until the next day.';

COMMENT ON COLUMN monitoring.screening_failure.again IS 'Number of the change that tries it again.';

CREATE TABLE monitoring.site (
    regency integer NOT NULL,
    village bigint NOT NULL,
    project uuid NOT NULL,
    ordinal integer NOT NULL,
    geometry bytea NOT NULL,
    source text NOT NULL,
    west double precision NOT NULL,
    south double precision NOT NULL,
    east double precision NOT NULL,
    north double precision NOT NULL,
    after_revision integer NOT NULL,
    drawn_by uuid,
    at timestamp with time zone DEFAULT now() NOT NULL,
    epsg integer,
    given text DEFAULT ''::text NOT NULL,
    CONSTRAINT site_bounds_ordered CHECK (((west <= east) AND (south <= north) AND (west >= ('-180'::integer)::double precision) AND (east <= (180)::double precision) AND (south >= ('-90'::integer)::double precision) AND (north <= (90)::double precision))),
    CONSTRAINT site_epsg_positive CHECK ((epsg > 0)),
    CONSTRAINT site_geometry_size CHECK (((length(geometry) >= 5) AND (length(geometry) <= 2000000))),
    CONSTRAINT site_given_short CHECK ((length(given) <= 4000)),
    CONSTRAINT site_ordinal_positive CHECK ((ordinal > 0)),
    CONSTRAINT site_regency_of_village CHECK ((regency = (village / 1000000))),
    CONSTRAINT site_source_known CHECK ((source = ANY (ARRAY['drawn'::text, 'uploaded'::text, 'typed'::text, 'device'::text, 'imported'::text])))
);

ALTER TABLE ONLY monitoring.site FORCE ROW LEVEL SECURITY;

ALTER TABLE monitoring.site OWNER TO balai_owner;

COMMENT ON TABLE monitoring.site IS 'Planned geometry (lokasi rencana): every drawing is kept, the highest ordinal counts.';

COMMENT ON COLUMN monitoring.site.geometry IS 'Point, line or polygon (also multi) as WKB, WGS 84, longitude first.';

COMMENT ON COLUMN monitoring.site.after_revision IS 'The project''s revision it was drawn on, so that a repeated step finds itself.';

COMMENT ON COLUMN monitoring.site.epsg IS 'Reference system it was given in, where not WGS 84; stored converted.';

COMMENT ON COLUMN monitoring.site.given IS 'The coordinates as typed, or the name of the file.';

CREATE TABLE place.district (
    regency integer NOT NULL,
    district integer NOT NULL,
    name text NOT NULL,
    is_demo boolean DEFAULT false NOT NULL,
    CONSTRAINT district_name_given CHECK (((name <> ''::text) AND (length(name) <= 200))),
    CONSTRAINT district_regency_of_code CHECK ((regency = (district / 100)))
);

ALTER TABLE ONLY place.district FORCE ROW LEVEL SECURITY;

ALTER TABLE place.district OWNER TO balai_owner;

COMMENT ON TABLE place.district IS 'Kecamatan. 351001 is 35.10.01.';

CREATE TABLE place.holiday (
    day date NOT NULL,
    name text NOT NULL,
    kind text NOT NULL,
    CONSTRAINT holiday_kind_known CHECK ((kind = ANY (ARRAY['national'::text, 'joint-leave'::text, 'provisional'::text])))
);

ALTER TABLE place.holiday OWNER TO balai_owner;

COMMENT ON TABLE place.holiday IS 'Libur nasional and cuti bersama; working-day clocks skip these. National list.';

CREATE TABLE place.parameter (
    regency integer NOT NULL,
    key text NOT NULL,
    valid_from date NOT NULL,
    value jsonb NOT NULL,
    basis text NOT NULL,
    CONSTRAINT parameter_basis_given CHECK ((basis <> ''::text)),
    CONSTRAINT parameter_key_shape CHECK ((key ~ '^[a-z][a-z0-9-]*(\.[a-z0-9-]+)*$'::text))
);

ALTER TABLE ONLY place.parameter FORCE ROW LEVEL SECURITY;

ALTER TABLE place.parameter OWNER TO balai_owner;

COMMENT ON TABLE place.parameter IS 'Dated county parameters; the newest row not after the day counts. basis names the regulation or measurement.';

CREATE TABLE place.regency (
    regency integer NOT NULL,
    name text NOT NULL,
    province text DEFAULT ''::text NOT NULL,
    time_zone text DEFAULT 'Asia/Jakarta'::text NOT NULL,
    is_demo boolean DEFAULT false NOT NULL,
    CONSTRAINT regency_code_range CHECK (((regency >= 1000) AND (regency <= 9999))),
    CONSTRAINT regency_name_given CHECK (((name <> ''::text) AND (length(name) <= 200)))
);

ALTER TABLE ONLY place.regency FORCE ROW LEVEL SECURITY;

ALTER TABLE place.regency OWNER TO balai_owner;

COMMENT ON TABLE place.regency IS 'Kabupaten/kota. 3510 is Kabupaten Banyuwangi (Kemendagri 35.10).';

COMMENT ON COLUMN place.regency.time_zone IS 'IANA zone in which the legal day is counted.';

CREATE TABLE place.village (
    regency integer NOT NULL,
    village bigint NOT NULL,
    district integer NOT NULL,
    name text NOT NULL,
    kind text NOT NULL,
    is_demo boolean DEFAULT false NOT NULL,
    origin text DEFAULT 'list'::text NOT NULL,
    complaint text DEFAULT ''::text NOT NULL,
    CONSTRAINT village_complaint_short CHECK ((length(complaint) <= 300)),
    CONSTRAINT village_district_of_village CHECK ((district = (village / 10000))),
    CONSTRAINT village_kind_known CHECK ((kind = ANY (ARRAY['desa'::text, 'kelurahan'::text]))),
    CONSTRAINT village_name_given CHECK (((name <> ''::text) AND (length(name) <= 200))),
    CONSTRAINT village_origin_known CHECK ((origin = ANY (ARRAY['list'::text, 'imported'::text]))),
    CONSTRAINT village_regency_of_village CHECK ((regency = (village / 1000000)))
);

ALTER TABLE ONLY place.village FORCE ROW LEVEL SECURITY;

ALTER TABLE place.village OWNER TO balai_owner;

COMMENT ON TABLE place.village IS 'Desa or kelurahan by Kemendagri code as an integer: 35.10.01.2001 is 3510012001.';

COMMENT ON COLUMN place.village.kind IS 'A kelurahan has letters and SPM, but no village budget (APBDes).';

COMMENT ON COLUMN place.village.complaint IS 'Alamat pengaduan as the public page shows it; empty: the county''s own address.';

CREATE VIEW proof.budget_facts WITH (security_invoker='true') AS
 SELECT v.regency,
    v.village,
    v.year,
    v.id,
    v.ordinal,
    v.kind,
    v.origin,
    COALESCE(v.regulation_number, ''::text) AS regulation,
    (v.regulation_date)::text AS regulation_date,
    l.activities,
    l.accounts,
    l.funds,
    l.sub_details,
    l.amounts
   FROM (ledger.budget_version v
     CROSS JOIN LATERAL ( SELECT COALESCE(array_agg(l_1.activity ORDER BY l_1.activity, l_1.account, l_1.fund, l_1.sub_detail), '{}'::text[]) AS activities,
            COALESCE(array_agg(l_1.account ORDER BY l_1.activity, l_1.account, l_1.fund, l_1.sub_detail), '{}'::text[]) AS accounts,
            COALESCE(array_agg(l_1.fund ORDER BY l_1.activity, l_1.account, l_1.fund, l_1.sub_detail), '{}'::text[]) AS funds,
            COALESCE(array_agg(l_1.sub_detail ORDER BY l_1.activity, l_1.account, l_1.fund, l_1.sub_detail), '{}'::text[]) AS sub_details,
            COALESCE(array_agg(l_1.amount ORDER BY l_1.activity, l_1.account, l_1.fund, l_1.sub_detail), '{}'::bigint[]) AS amounts
           FROM ( SELECT b.activity,
                    b.account,
                    b.fund,
                    b.sub_detail,
                    (COALESCE(sum(r.amount_sen), (0)::numeric))::bigint AS amount
                   FROM (ledger.budget_line b
                     LEFT JOIN ledger.rab_line r ON (((r.regency = b.regency) AND (r.version_id = b.version_id) AND (r.activity = b.activity) AND (r.account = b.account) AND (r.fund = b.fund) AND (r.sub_detail = b.sub_detail))))
                  WHERE ((b.regency = v.regency) AND (b.version_id = v.id))
                  GROUP BY b.activity, b.account, b.fund, b.sub_detail) l_1) l)
  WHERE (v.state = 'posted'::text);

ALTER TABLE proof.budget_facts OWNER TO balai_owner;

COMMENT ON VIEW proof.budget_facts IS 'A posted budget version as its leaf tells it. Amounts in sen.';

CREATE TABLE proof.checkpoint (
    regency integer NOT NULL,
    log integer NOT NULL,
    size bigint NOT NULL,
    note text NOT NULL,
    signed_at timestamp with time zone NOT NULL
);

ALTER TABLE ONLY proof.checkpoint FORCE ROW LEVEL SECURITY;

ALTER TABLE proof.checkpoint OWNER TO balai_owner;

COMMENT ON TABLE proof.checkpoint IS 'Every checkpoint that was signed.';

CREATE TABLE proof.commitment (
    regency integer NOT NULL,
    village bigint NOT NULL,
    entry_id uuid NOT NULL,
    salt bytea,
    description bytea NOT NULL,
    counterparty bytea NOT NULL,
    CONSTRAINT commitment_counterparty_size CHECK ((length(counterparty) = 32)),
    CONSTRAINT commitment_description_size CHECK ((length(description) = 32)),
    CONSTRAINT commitment_regency_of_village CHECK ((regency = (village / 1000000))),
    CONSTRAINT commitment_salt_size CHECK ((length(salt) = 32))
);

ALTER TABLE ONLY proof.commitment FORCE ROW LEVEL SECURITY;

ALTER TABLE proof.commitment OWNER TO balai_owner;

COMMENT ON TABLE proof.commitment IS 'What stands in the log for an entry''s personal texts: their salted hashes.';

COMMENT ON COLUMN proof.commitment.salt IS 'NULL once it was erased: the texts can then be neither proven nor guessed.';

CREATE VIEW proof.entry_facts WITH (security_invoker='true') AS
 SELECT e.regency,
    e.village,
    e.year,
    e.id,
    e.number,
    (e.book_date)::text AS book_date,
    to_char((e.recorded_at AT TIME ZONE 'UTC'::text), 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'::text) AS recorded_at,
    e.kind,
    e.origin,
    e.document_id,
    x.number AS reverses,
    e.description,
    COALESCE(s.payee, r.payer, g.payer, ''::text) AS counterparty,
    p.ordinals,
    p.accounts,
    p.activities,
    p.funds,
    p.sub_details,
    p.amounts,
    o.number AS corrects
   FROM ((((((ledger.entry e
     LEFT JOIN ledger.entry o ON (((o.regency = e.regency) AND (o.id = e.corrects))))
     LEFT JOIN ledger.entry x ON (((x.regency = e.regency) AND (x.id = e.reverses))))
     LEFT JOIN ledger.spp s ON (((s.regency = e.regency) AND (s.id = e.document_id))))
     LEFT JOIN ledger.receipt r ON (((r.regency = e.regency) AND (r.id = e.document_id))))
     LEFT JOIN ledger.give_back g ON (((g.regency = e.regency) AND (g.id = e.document_id))))
     CROSS JOIN LATERAL ( SELECT COALESCE(array_agg((p_1.ordinal)::bigint ORDER BY p_1.ordinal), '{}'::bigint[]) AS ordinals,
            COALESCE(array_agg(p_1.account ORDER BY p_1.ordinal), '{}'::text[]) AS accounts,
            COALESCE(array_agg(p_1.activity ORDER BY p_1.ordinal), '{}'::text[]) AS activities,
            COALESCE(array_agg(p_1.fund ORDER BY p_1.ordinal), '{}'::text[]) AS funds,
            COALESCE(array_agg(p_1.sub_detail ORDER BY p_1.ordinal), '{}'::text[]) AS sub_details,
            COALESCE(array_agg(p_1.amount_sen ORDER BY p_1.ordinal), '{}'::bigint[]) AS amounts
           FROM ledger.posting p_1
          WHERE ((p_1.regency = e.regency) AND (p_1.entry_id = e.id))) p);

ALTER TABLE proof.entry_facts OWNER TO balai_owner;

COMMENT ON VIEW proof.entry_facts IS 'An entry as its leaf tells it (docs/proof-format.md). Amounts in sen.';

CREATE TABLE proof.leaf (
    regency integer NOT NULL,
    village bigint NOT NULL,
    year smallint NOT NULL,
    log integer NOT NULL,
    index bigint NOT NULL,
    kind text NOT NULL,
    object_id uuid NOT NULL,
    number bigint NOT NULL,
    CONSTRAINT leaf_kind_known CHECK ((kind = ANY (ARRAY['entry'::text, 'budget'::text, 'period'::text, 'missing'::text]))),
    CONSTRAINT leaf_regency_of_village CHECK ((regency = (village / 1000000)))
);

ALTER TABLE ONLY proof.leaf FORCE ROW LEVEL SECURITY;

ALTER TABLE proof.leaf OWNER TO balai_owner;

COMMENT ON TABLE proof.leaf IS 'Where in the log a posted thing stands.';

CREATE TABLE proof.log (
    regency integer NOT NULL,
    ordinal integer NOT NULL,
    origin text NOT NULL,
    state text DEFAULT 'open'::text NOT NULL,
    size bigint DEFAULT 0 NOT NULL,
    edge bytea DEFAULT '\x'::bytea NOT NULL,
    follows text DEFAULT ''::text NOT NULL,
    note text DEFAULT ''::text NOT NULL,
    signed_at timestamp with time zone,
    opened_at timestamp with time zone DEFAULT now() NOT NULL,
    corrections_from bigint DEFAULT 0 NOT NULL,
    CONSTRAINT log_corrections_from_counts CHECK ((corrections_from >= 0)),
    CONSTRAINT log_edge_whole CHECK (((length(edge) % 32) = 0)),
    CONSTRAINT log_ordinal_positive CHECK ((ordinal > 0)),
    CONSTRAINT log_origin_shape CHECK ((origin ~ '^[a-z0-9./-]{1,100}$'::text)),
    CONSTRAINT log_size_natural CHECK ((size >= 0)),
    CONSTRAINT log_state_known CHECK ((state = ANY (ARRAY['open'::text, 'stopped'::text, 'closed'::text])))
);

ALTER TABLE ONLY proof.log FORCE ROW LEVEL SECURITY;

ALTER TABLE proof.log OWNER TO balai_owner;

COMMENT ON TABLE proof.log IS 'The head of a regency''s log. Locked by the one who adds leaves; a new one begins only after a declared restore.';

COMMENT ON COLUMN proof.log.edge IS 'Roots of the whole subtrees that make up the tree, tallest first.';

COMMENT ON COLUMN proof.log.follows IS 'What the first leaf says of the log before this one: JSON, empty for the first log.';

COMMENT ON COLUMN proof.log.note IS 'The newest checkpoint, signed.';

COMMENT ON COLUMN proof.log.corrections_from IS 'Leaves from this index on say which entry they correct.';

CREATE TABLE proof.pending (
    regency integer NOT NULL,
    village bigint NOT NULL,
    year smallint NOT NULL,
    kind text NOT NULL,
    object_id uuid NOT NULL,
    number bigint NOT NULL,
    queued_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT pending_kind_known CHECK ((kind = ANY (ARRAY['entry'::text, 'budget'::text, 'period'::text]))),
    CONSTRAINT pending_regency_of_village CHECK ((regency = (village / 1000000)))
);

ALTER TABLE ONLY proof.pending FORCE ROW LEVEL SECURITY;

ALTER TABLE proof.pending OWNER TO balai_owner;

COMMENT ON TABLE proof.pending IS 'What was posted and is not in the log yet; written in the transaction that posts.';

COMMENT ON COLUMN proof.pending.number IS 'Journal number; 0 for a budget version.';

CREATE VIEW proof.period_facts WITH (security_invoker='true') AS
 SELECT s.regency,
    s.village,
    s.year,
    s.id,
    s.month,
    s.ordinal,
    s.verb,
    s.last_number,
    to_char((s.recorded_at AT TIME ZONE 'UTC'::text), 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'::text) AS recorded_at,
    s.reason AS description,
    s.person_name AS counterparty
   FROM ledger.period_step s;

ALTER TABLE proof.period_facts OWNER TO balai_owner;

COMMENT ON VIEW proof.period_facts IS 'A month closed or reopened as its leaf tells it; counterparty is who did it.';

CREATE TABLE proof.stamp (
    regency integer NOT NULL,
    village bigint NOT NULL,
    year smallint NOT NULL,
    token bytea NOT NULL,
    kind text NOT NULL,
    parameters jsonb NOT NULL,
    facts jsonb NOT NULL,
    content_hash bytea NOT NULL,
    entry_number bigint NOT NULL,
    person uuid,
    made_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT stamp_content_hash_size CHECK ((length(content_hash) = 32)),
    CONSTRAINT stamp_entry_number_natural CHECK ((entry_number >= 0)),
    CONSTRAINT stamp_facts_short CHECK ((length((facts)::text) <= 8000)),
    CONSTRAINT stamp_kind_shape CHECK ((kind ~ '^[a-z][a-z0-9-]{0,39}$'::text)),
    CONSTRAINT stamp_parameters_short CHECK ((length((parameters)::text) <= 4000)),
    CONSTRAINT stamp_regency_of_village CHECK ((regency = (village / 1000000))),
    CONSTRAINT stamp_token_size CHECK ((length(token) = 16)),
    CONSTRAINT stamp_year_range CHECK (((year >= 2015) AND (year <= 2100)))
);

ALTER TABLE ONLY proof.stamp FORCE ROW LEVEL SECURITY;

ALTER TABLE proof.stamp OWNER TO balai_owner;

COMMENT ON TABLE proof.stamp IS 'What stands behind the code on a printed report (QR). The same report printed again has the same code.';

COMMENT ON COLUMN proof.stamp.token IS '128 random bits; nothing is found by anything shorter.';

COMMENT ON COLUMN proof.stamp.facts IS 'Array of [label, value] as printed, for whoever holds the paper to compare. Nothing that is not on the paper.';

COMMENT ON COLUMN proof.stamp.entry_number IS 'Journal number up to which the report could look.';

CREATE TABLE proof.tile (
    regency integer NOT NULL,
    log integer NOT NULL,
    level smallint NOT NULL,
    index bigint NOT NULL,
    hashes bytea NOT NULL,
    CONSTRAINT tile_of_sums CHECK ((((length(hashes) % 32) = 0) AND ((length(hashes) >= 32) AND (length(hashes) <= 8192))))
);
ALTER TABLE ONLY proof.tile ALTER COLUMN hashes SET STORAGE EXTERNAL;

ALTER TABLE ONLY proof.tile FORCE ROW LEVEL SECURITY;

ALTER TABLE proof.tile OWNER TO balai_owner;

COMMENT ON TABLE proof.tile IS 'Sums of the tree, 256 a tile, every eighth level (C2SP tlog-tiles).';

CREATE TABLE proof.village_head (
    regency integer NOT NULL,
    village bigint NOT NULL,
    year smallint NOT NULL,
    log integer NOT NULL,
    last_number bigint NOT NULL,
    leaves bigint NOT NULL,
    chain bytea NOT NULL,
    CONSTRAINT village_head_chain_size CHECK ((length(chain) = 32)),
    CONSTRAINT village_head_regency_of_village CHECK ((regency = (village / 1000000)))
);

ALTER TABLE ONLY proof.village_head FORCE ROW LEVEL SECURITY;

ALTER TABLE proof.village_head OWNER TO balai_owner;

COMMENT ON TABLE proof.village_head IS 'The end of each village''s year in the log: last journal number, chain over its leaves. Each checkpoint logs them all.';

CREATE VIEW web.village_year AS
 SELECT DISTINCT ON (b.regency, b.village, b.year) b.regency,
    b.village,
    b.year,
    b.id AS version,
    b.kind,
    b.ordinal,
    COALESCE(b.regulation_number, ''::text) AS regulation,
    b.posted_at
   FROM ledger.budget_version b
  WHERE (b.state = 'posted'::text)
  ORDER BY b.regency, b.village, b.year, b.ordinal DESC;

ALTER TABLE web.village_year OWNER TO balai_wide;

CREATE VIEW web.budget AS
 SELECT y.regency,
    y.village,
    y.year,
    l.activity,
    COALESCE(a.name, ''::text) AS activity_name,
    l.account,
    COALESCE(k.name, ''::text) AS account_name,
    l.fund,
    (COALESCE(sum(r.amount), (0)::numeric))::bigint AS amount_sen,
    (COALESCE(sum(c.posted_sen), (0)::numeric))::bigint AS spent_sen
   FROM (((((web.village_year y
     JOIN ledger.budget_line l ON (((l.regency = y.regency) AND (l.version_id = y.version))))
     LEFT JOIN ledger.activity a ON (((a.regency = l.regency) AND (a.year = l.year) AND (a.code = l.activity))))
     LEFT JOIN ledger.account k ON (((k.regency = l.regency) AND (k.year = l.year) AND (k.code = l.account))))
     LEFT JOIN LATERAL ( SELECT sum(i.amount_sen) AS amount
           FROM ledger.rab_line i
          WHERE ((i.regency = l.regency) AND (i.version_id = l.version_id) AND (i.activity = l.activity) AND (i.account = l.account) AND (i.fund = l.fund) AND (i.sub_detail = l.sub_detail))) r ON (true))
     LEFT JOIN ledger.line_control c ON (((c.regency = l.regency) AND (c.village = l.village) AND (c.year = l.year) AND (c.activity = l.activity) AND (c.account = l.account) AND (c.fund = l.fund) AND (c.sub_detail = l.sub_detail))))
  GROUP BY y.regency, y.village, y.year, l.activity, a.name, l.account, k.name, l.fund;

ALTER TABLE web.budget OWNER TO balai_wide;

CREATE VIEW web.photo AS
 SELECT h.regency,
    h.village,
    h.id,
    g.project AS work,
    g.stage,
    g.day,
    r.sha256
   FROM ((monitoring.photo_release h
     JOIN monitoring.progress g ON (((g.regency = h.regency) AND (g.id = h.progress) AND (g.state = 'submitted'::text))))
     JOIN monitoring.receipt r ON (((r.regency = h.regency) AND (r.id = h.receipt))))
  WHERE (h.withdrawn_at IS NULL);

ALTER TABLE web.photo OWNER TO balai_wide;

CREATE VIEW web.village AS
 SELECT v.regency,
    v.village,
    v.name,
    v.kind,
    v.is_demo,
    d.name AS district_name,
    r.name AS regency_name,
    COALESCE(NULLIF(v.complaint, ''::text), (balai.parameter(v.regency, 'public.complaint'::text, balai.today(v.regency), '""'::jsonb) #>> '{}'::text[])) AS complaint
   FROM ((place.village v
     JOIN place.district d ON (((d.regency = v.regency) AND (d.district = v.district))))
     JOIN place.regency r ON ((r.regency = v.regency)));

ALTER TABLE web.village OWNER TO balai_wide;

CREATE VIEW web.work AS
 SELECT p.regency,
    p.village,
    p.year,
    p.id,
    p.ordinal,
    p.name,
    p.kind,
    COALESCE(p.activity, ''::text) AS activity,
    COALESCE(a.name, ''::text) AS activity_name,
    p.fund,
    p.management,
    (p.volume)::text AS volume,
    p.unit,
    p.budget_sen,
    m.posted_sen AS paid_sen,
    p.starts_on,
    p.ends_on,
    p.state,
    p.stage,
    ((p.south + p.north) / (2)::double precision) AS latitude,
    ((p.west + p.east) / (2)::double precision) AS longitude,
    ( SELECT max(g.day) AS max
           FROM monitoring.progress g
          WHERE ((g.regency = p.regency) AND (g.project = p.id) AND (g.state = 'submitted'::text))) AS reported_on
   FROM ((monitoring.project p
     LEFT JOIN ledger.activity a ON (((a.regency = p.regency) AND (a.year = p.year) AND (a.code = p.activity))))
     LEFT JOIN LATERAL ( SELECT (sum(l.posted_sen))::bigint AS posted_sen
           FROM ledger.line_control l
          WHERE ((l.regency = p.regency) AND (l.village = p.village) AND (l.year = p.year) AND (l.activity = p.activity) AND (l.fund = p.fund) AND (NOT (EXISTS ( SELECT
                   FROM monitoring.project q
                  WHERE ((q.regency = p.regency) AND (q.village = p.village) AND (q.year = p.year) AND (q.activity = p.activity) AND (q.fund = p.fund) AND (q.id <> p.id) AND (q.state <> 'cancelled'::text))))))) m ON (true))
  WHERE ((p.owner = 'desa'::text) AND (p.state <> 'cancelled'::text));

ALTER TABLE web.work OWNER TO balai_wide;

ALTER TABLE ONLY audit.event
    ADD CONSTRAINT event_pkey PRIMARY KEY (regency, village, ordinal);

ALTER TABLE ONLY balai.kept_request
    ADD CONSTRAINT kept_request_pkey PRIMARY KEY (regency, id);

ALTER TABLE ONLY balai.migration
    ADD CONSTRAINT migration_pkey PRIMARY KEY (name);

ALTER TABLE ONLY balai.retention_rule
    ADD CONSTRAINT retention_rule_pkey PRIMARY KEY (kind);

ALTER TABLE ONLY balai.retention_run
    ADD CONSTRAINT retention_run_pkey PRIMARY KEY (regency, id);

ALTER TABLE ONLY identity.account
    ADD CONSTRAINT account_pkey PRIMARY KEY (regency, id);

ALTER TABLE ONLY identity.account
    ADD CONSTRAINT account_username_once UNIQUE (regency, username);

ALTER TABLE ONLY identity.person
    ADD CONSTRAINT person_nik_once UNIQUE (regency, nik_hash);

ALTER TABLE ONLY identity.person
    ADD CONSTRAINT person_pkey PRIMARY KEY (regency, id);

ALTER TABLE ONLY identity.post
    ADD CONSTRAINT post_pkey PRIMARY KEY (regency, id);

ALTER TABLE ONLY identity.session
    ADD CONSTRAINT session_pkey PRIMARY KEY (regency, token_hash);

ALTER TABLE ONLY identity.slip
    ADD CONSTRAINT slip_pkey PRIMARY KEY (regency, token_hash);

ALTER TABLE ONLY ledger.account
    ADD CONSTRAINT account_pkey PRIMARY KEY (regency, year, code);

ALTER TABLE ONLY ledger.activity
    ADD CONSTRAINT activity_pkey PRIMARY KEY (regency, year, code);

ALTER TABLE ONLY ledger.budget_line
    ADD CONSTRAINT budget_line_pkey PRIMARY KEY (regency, version_id, activity, account, fund, sub_detail);

ALTER TABLE ONLY ledger.budget_version
    ADD CONSTRAINT budget_version_key UNIQUE (regency, village, year, id);

ALTER TABLE ONLY ledger.budget_version
    ADD CONSTRAINT budget_version_ordinal_once UNIQUE (regency, village, year, ordinal);

ALTER TABLE ONLY ledger.budget_version
    ADD CONSTRAINT budget_version_pkey PRIMARY KEY (regency, id);

ALTER TABLE ONLY ledger.cash_control
    ADD CONSTRAINT cash_control_pkey PRIMARY KEY (regency, village, year, fund);

ALTER TABLE ONLY ledger.cash_move
    ADD CONSTRAINT cash_move_number_once UNIQUE (regency, village, year, number);

ALTER TABLE ONLY ledger.cash_move
    ADD CONSTRAINT cash_move_pkey PRIMARY KEY (regency, id);

ALTER TABLE ONLY ledger.ceiling
    ADD CONSTRAINT ceiling_pkey PRIMARY KEY (regency, village, year, fund);

ALTER TABLE ONLY ledger.disbursement
    ADD CONSTRAINT disbursement_pkey PRIMARY KEY (regency, id);

ALTER TABLE ONLY ledger.entry
    ADD CONSTRAINT entry_number_once UNIQUE (regency, village, year, number);

ALTER TABLE ONLY ledger.entry
    ADD CONSTRAINT entry_pkey PRIMARY KEY (regency, id);

ALTER TABLE ONLY ledger.evidence
    ADD CONSTRAINT evidence_pkey PRIMARY KEY (regency, progress, receipt);

ALTER TABLE ONLY ledger.fund_source
    ADD CONSTRAINT fund_source_pkey PRIMARY KEY (regency, year, code);

ALTER TABLE ONLY ledger.gate_override
    ADD CONSTRAINT gate_override_pkey PRIMARY KEY (regency, spp_id);

ALTER TABLE ONLY ledger.gate_rule
    ADD CONSTRAINT gate_rule_pkey PRIMARY KEY (regency, code, valid_from);

ALTER TABLE ONLY ledger.give_back_line
    ADD CONSTRAINT give_back_line_pkey PRIMARY KEY (regency, give_back_id, activity, account, fund, sub_detail);

ALTER TABLE ONLY ledger.give_back
    ADD CONSTRAINT give_back_number_once UNIQUE (regency, village, year, kind, number);

ALTER TABLE ONLY ledger.give_back
    ADD CONSTRAINT give_back_pkey PRIMARY KEY (regency, id);

ALTER TABLE ONLY ledger.imported_voucher
    ADD CONSTRAINT imported_voucher_once UNIQUE (regency, village, year, source, kind, number);

ALTER TABLE ONLY ledger.imported_voucher
    ADD CONSTRAINT imported_voucher_pkey PRIMARY KEY (regency, id);

ALTER TABLE ONLY ledger.line_control
    ADD CONSTRAINT line_control_pkey PRIMARY KEY (regency, village, year, activity, account, fund, sub_detail);

ALTER TABLE ONLY ledger.line_remark
    ADD CONSTRAINT line_remark_pkey PRIMARY KEY (regency, id);

ALTER TABLE ONLY ledger.national_account
    ADD CONSTRAINT national_account_pkey PRIMARY KEY (code);

ALTER TABLE ONLY ledger.national_activity
    ADD CONSTRAINT national_activity_pkey PRIMARY KEY (code);

ALTER TABLE ONLY ledger.national_fund_source
    ADD CONSTRAINT national_fund_source_pkey PRIMARY KEY (code);

ALTER TABLE ONLY ledger.national_tax_rate
    ADD CONSTRAINT national_tax_rate_pkey PRIMARY KEY (code, valid_from);

ALTER TABLE ONLY ledger.period_step
    ADD CONSTRAINT period_step_once UNIQUE (regency, village, year, month, ordinal);

ALTER TABLE ONLY ledger.period_step
    ADD CONSTRAINT period_step_pkey PRIMARY KEY (regency, id);

ALTER TABLE ONLY ledger.posting
    ADD CONSTRAINT posting_pkey PRIMARY KEY (regency, entry_id, ordinal);

ALTER TABLE ONLY ledger.rab_line
    ADD CONSTRAINT rab_line_pkey PRIMARY KEY (regency, version_id, activity, account, fund, sub_detail, ordinal);

ALTER TABLE ONLY ledger.receipt
    ADD CONSTRAINT receipt_number_once UNIQUE (regency, village, year, number);

ALTER TABLE ONLY ledger.receipt
    ADD CONSTRAINT receipt_pkey PRIMARY KEY (regency, id);

ALTER TABLE ONLY ledger.series
    ADD CONSTRAINT series_pkey PRIMARY KEY (regency, village, year, name);

ALTER TABLE ONLY ledger.settlement_line
    ADD CONSTRAINT settlement_line_pkey PRIMARY KEY (regency, settlement_id, activity, account, fund, sub_detail);

ALTER TABLE ONLY ledger.settlement
    ADD CONSTRAINT settlement_number_once UNIQUE (regency, village, year, number);

ALTER TABLE ONLY ledger.settlement
    ADD CONSTRAINT settlement_pkey PRIMARY KEY (regency, id);

ALTER TABLE ONLY ledger.spp_line
    ADD CONSTRAINT spp_line_pkey PRIMARY KEY (regency, spp_id, activity, account, fund, sub_detail);

ALTER TABLE ONLY ledger.spp
    ADD CONSTRAINT spp_number_once UNIQUE (regency, village, year, number);

ALTER TABLE ONLY ledger.spp
    ADD CONSTRAINT spp_pkey PRIMARY KEY (regency, id);

ALTER TABLE ONLY ledger.spp_scan
    ADD CONSTRAINT spp_scan_once UNIQUE (regency, spp_id, sha256);

ALTER TABLE ONLY ledger.spp_scan
    ADD CONSTRAINT spp_scan_pkey PRIMARY KEY (regency, id);

ALTER TABLE ONLY ledger.spp_step
    ADD CONSTRAINT spp_step_pkey PRIMARY KEY (regency, spp_id, revision);

ALTER TABLE ONLY ledger.spp_tax
    ADD CONSTRAINT spp_tax_pkey PRIMARY KEY (regency, spp_id, code, fund);

ALTER TABLE ONLY ledger.tax_deposit
    ADD CONSTRAINT tax_deposit_number_once UNIQUE (regency, village, year, number);

ALTER TABLE ONLY ledger.tax_deposit
    ADD CONSTRAINT tax_deposit_pkey PRIMARY KEY (regency, id);

ALTER TABLE ONLY ledger.tax_rate
    ADD CONSTRAINT tax_rate_pkey PRIMARY KEY (regency, code, valid_from);

ALTER TABLE ONLY ledger.version_step
    ADD CONSTRAINT version_step_pkey PRIMARY KEY (regency, version_id, revision);

ALTER TABLE ONLY ledger.village_activity
    ADD CONSTRAINT village_activity_pkey PRIMARY KEY (regency, village, year, activity);

ALTER TABLE ONLY ledger.village_year
    ADD CONSTRAINT village_year_pkey PRIMARY KEY (regency, village, year);

ALTER TABLE ONLY ledger.withholding
    ADD CONSTRAINT withholding_pkey PRIMARY KEY (regency, id);

ALTER TABLE ONLY monitoring.blob
    ADD CONSTRAINT blob_pkey PRIMARY KEY (regency, sha256);

ALTER TABLE ONLY monitoring.boundary
    ADD CONSTRAINT boundary_pkey PRIMARY KEY (regency, village);

ALTER TABLE ONLY monitoring.capture_link
    ADD CONSTRAINT capture_link_pkey PRIMARY KEY (regency, id);

ALTER TABLE ONLY monitoring.capture_link
    ADD CONSTRAINT capture_link_token_once UNIQUE (regency, token_hash);

ALTER TABLE ONLY monitoring.capture
    ADD CONSTRAINT capture_pkey PRIMARY KEY (regency, link, sha256);

ALTER TABLE ONLY monitoring.change
    ADD CONSTRAINT change_pkey PRIMARY KEY (regency, number);

ALTER TABLE ONLY monitoring.citizen_report
    ADD CONSTRAINT citizen_report_code_once UNIQUE (regency, code_hash);

ALTER TABLE ONLY monitoring.citizen_report
    ADD CONSTRAINT citizen_report_pkey PRIMARY KEY (regency, id);

ALTER TABLE ONLY monitoring.claim
    ADD CONSTRAINT claim_pkey PRIMARY KEY (regency, receipt, source);

ALTER TABLE ONLY monitoring.flag_event
    ADD CONSTRAINT flag_event_pkey PRIMARY KEY (regency, flag, revision);

ALTER TABLE ONLY monitoring.flag
    ADD CONSTRAINT flag_once UNIQUE (regency, rule, first_of_pair, last_of_pair, fingerprint);

ALTER TABLE ONLY monitoring.flag
    ADD CONSTRAINT flag_pkey PRIMARY KEY (regency, id);

ALTER TABLE ONLY monitoring.handover
    ADD CONSTRAINT handover_once UNIQUE (regency, project);

ALTER TABLE ONLY monitoring.handover
    ADD CONSTRAINT handover_pkey PRIMARY KEY (regency, id);

ALTER TABLE ONLY monitoring.nonce
    ADD CONSTRAINT nonce_pkey PRIMARY KEY (regency, nonce);

ALTER TABLE ONLY monitoring.photo_release
    ADD CONSTRAINT photo_release_pkey PRIMARY KEY (regency, id);

ALTER TABLE ONLY monitoring.progress
    ADD CONSTRAINT progress_key UNIQUE (regency, village, id);

ALTER TABLE ONLY monitoring.progress
    ADD CONSTRAINT progress_ordinal_once UNIQUE (regency, project, ordinal);

ALTER TABLE ONLY monitoring.progress_photo
    ADD CONSTRAINT progress_photo_pkey PRIMARY KEY (regency, progress, receipt);

ALTER TABLE ONLY monitoring.progress
    ADD CONSTRAINT progress_pkey PRIMARY KEY (regency, id);

ALTER TABLE ONLY monitoring.project
    ADD CONSTRAINT project_key UNIQUE (regency, village, id);

ALTER TABLE ONLY monitoring.project
    ADD CONSTRAINT project_pkey PRIMARY KEY (regency, id);

ALTER TABLE ONLY monitoring.project
    ADD CONSTRAINT project_source_once UNIQUE (regency, agency, source_key);

ALTER TABLE ONLY monitoring.receipt
    ADD CONSTRAINT receipt_key UNIQUE (regency, village, id);

ALTER TABLE ONLY monitoring.receipt
    ADD CONSTRAINT receipt_once_per_village UNIQUE (regency, village, sha256);

ALTER TABLE ONLY monitoring.receipt
    ADD CONSTRAINT receipt_pkey PRIMARY KEY (regency, id);

ALTER TABLE ONLY monitoring.relation
    ADD CONSTRAINT relation_pkey PRIMARY KEY (regency, project, other, at);

ALTER TABLE ONLY monitoring.rule_parameters
    ADD CONSTRAINT rule_parameters_pkey PRIMARY KEY (regency, version);

ALTER TABLE ONLY monitoring.screening_cursor
    ADD CONSTRAINT screening_cursor_pkey PRIMARY KEY (regency);

ALTER TABLE ONLY monitoring.screening_day
    ADD CONSTRAINT screening_day_pkey PRIMARY KEY (regency, day);

ALTER TABLE ONLY monitoring.screening_failure
    ADD CONSTRAINT screening_failure_pkey PRIMARY KEY (regency, number);

ALTER TABLE ONLY monitoring.site
    ADD CONSTRAINT site_pkey PRIMARY KEY (regency, project, ordinal);

ALTER TABLE ONLY place.district
    ADD CONSTRAINT district_pkey PRIMARY KEY (regency, district);

ALTER TABLE ONLY place.holiday
    ADD CONSTRAINT holiday_pkey PRIMARY KEY (day, name);

ALTER TABLE ONLY place.parameter
    ADD CONSTRAINT parameter_pkey PRIMARY KEY (regency, key, valid_from);

ALTER TABLE ONLY place.regency
    ADD CONSTRAINT regency_pkey PRIMARY KEY (regency);

ALTER TABLE ONLY place.village
    ADD CONSTRAINT village_pkey PRIMARY KEY (regency, village);

ALTER TABLE ONLY proof.checkpoint
    ADD CONSTRAINT checkpoint_pkey PRIMARY KEY (regency, log, size);

ALTER TABLE ONLY proof.commitment
    ADD CONSTRAINT commitment_pkey PRIMARY KEY (regency, entry_id);

ALTER TABLE ONLY proof.leaf
    ADD CONSTRAINT leaf_of_object UNIQUE (regency, log, object_id, kind);

ALTER TABLE ONLY proof.leaf
    ADD CONSTRAINT leaf_pkey PRIMARY KEY (regency, log, index);

ALTER TABLE ONLY proof.log
    ADD CONSTRAINT log_origin_once UNIQUE (regency, origin);

ALTER TABLE ONLY proof.log
    ADD CONSTRAINT log_pkey PRIMARY KEY (regency, ordinal);

ALTER TABLE ONLY proof.pending
    ADD CONSTRAINT pending_pkey PRIMARY KEY (regency, village, year, number, kind, object_id);

ALTER TABLE ONLY proof.stamp
    ADD CONSTRAINT stamp_pkey PRIMARY KEY (regency, token);

ALTER TABLE ONLY proof.tile
    ADD CONSTRAINT tile_pkey PRIMARY KEY (regency, log, level, index);

ALTER TABLE ONLY proof.village_head
    ADD CONSTRAINT village_head_pkey PRIMARY KEY (regency, log, village, year);

CREATE INDEX event_by_object ON audit.event USING btree (regency, object_id, ordinal);

CREATE INDEX post_by_person ON identity.post USING btree (regency, person);

CREATE INDEX post_by_scope ON identity.post USING btree (regency, village_from, role);

CREATE INDEX session_by_account ON identity.session USING btree (regency, account);

CREATE INDEX session_by_token ON identity.session USING btree (token_hash);

CREATE INDEX slip_by_token ON identity.slip USING btree (token_hash);

CREATE UNIQUE INDEX budget_version_one_in_work ON ledger.budget_version USING btree (regency, village, year) WHERE (state <> 'posted'::text);

CREATE INDEX disbursement_due ON ledger.disbursement USING btree (regency, year, due_on) WHERE (state = 'planned'::text);

CREATE UNIQUE INDEX disbursement_tranche_once ON ledger.disbursement USING btree (regency, village, year, fund, tranche) WHERE (state <> 'cancelled'::text);

CREATE INDEX entry_by_document ON ledger.entry USING btree (regency, document_id);

CREATE UNIQUE INDEX entry_reversed_once ON ledger.entry USING btree (regency, reverses) WHERE (reverses IS NOT NULL);

CREATE INDEX evidence_by_activity ON ledger.evidence USING btree (regency, village, year, activity, fund);

CREATE INDEX evidence_by_project ON ledger.evidence USING btree (regency, project);

CREATE INDEX give_back_of_spp_index ON ledger.give_back USING btree (regency, spp_id);

CREATE INDEX line_remark_by_version ON ledger.line_remark USING btree (regency, version_id, activity, account);

CREATE INDEX posting_by_line ON ledger.posting USING btree (regency, village, year, activity, account, fund) INCLUDE (amount_sen, entry_id);

CREATE INDEX receipt_by_day ON ledger.receipt USING btree (regency, village, year, book_date DESC, id DESC);

CREATE INDEX settlement_of_spp_index ON ledger.settlement USING btree (regency, spp_id);

CREATE UNIQUE INDEX settlement_one_open ON ledger.settlement USING btree (regency, spp_id) WHERE (state = ANY (ARRAY['submitted'::text, 'verified'::text, 'approved'::text]));

CREATE INDEX spp_by_day ON ledger.spp USING btree (regency, village, year, book_date DESC, id DESC);

CREATE INDEX spp_line_by_control ON ledger.spp_line USING btree (regency, village, year, activity, account, fund, sub_detail);

CREATE UNIQUE INDEX tax_deposit_ntpn_once ON ledger.tax_deposit USING btree (regency, ntpn) WHERE ((ntpn <> ''::text) AND (NOT is_reversed));

CREATE INDEX withholding_held ON ledger.withholding USING btree (regency, village, due_on) WHERE (state = 'held'::text);

CREATE INDEX withholding_of_document ON ledger.withholding USING btree (regency, document_id);

CREATE INDEX capture_by_receipt ON monitoring.capture USING btree (regency, receipt);

CREATE INDEX capture_link_by_project ON monitoring.capture_link USING btree (regency, project);

CREATE INDEX capture_link_by_token ON monitoring.capture_link USING btree (token_hash);

CREATE INDEX citizen_report_by_ordinal ON monitoring.citizen_report USING btree (regency, ordinal DESC);

CREATE INDEX flag_by_ordinal ON monitoring.flag USING btree (regency, ordinal DESC);

CREATE INDEX flag_by_other ON monitoring.flag USING btree (regency, other) WHERE (state = ANY (ARRAY['open'::text, 'explained'::text, 'confirmed'::text]));

CREATE INDEX flag_by_project ON monitoring.flag USING btree (regency, project) WHERE (state = ANY (ARRAY['open'::text, 'explained'::text, 'confirmed'::text]));

CREATE INDEX nonce_by_age ON monitoring.nonce USING btree (regency, issued_at);

CREATE UNIQUE INDEX photo_release_once ON monitoring.photo_release USING btree (regency, progress, receipt) WHERE (withdrawn_at IS NULL);

CREATE INDEX progress_photo_by_receipt ON monitoring.progress_photo USING btree (regency, receipt);

CREATE INDEX project_by_activity ON monitoring.project USING btree (regency, village, year, activity, fund);

CREATE INDEX project_by_ordinal ON monitoring.project USING btree (regency, ordinal DESC);

CREATE INDEX project_by_village ON monitoring.project USING btree (regency, village, ordinal DESC);

CREATE INDEX relation_by_other ON monitoring.relation USING btree (regency, other) WHERE (ended_at IS NULL);

CREATE UNIQUE INDEX relation_once ON monitoring.relation USING btree (regency, LEAST(project, other), GREATEST(project, other)) WHERE (ended_at IS NULL);

CREATE INDEX checkpoint_by_time ON proof.checkpoint USING btree (regency, log, signed_at);

CREATE INDEX leaf_of_village_year ON proof.leaf USING btree (regency, village, year, log, index);

CREATE UNIQUE INDEX log_one_at_work ON proof.log USING btree (regency) WHERE (state <> 'closed'::text);

CREATE UNIQUE INDEX stamp_once ON proof.stamp USING btree (regency, village, year, kind, content_hash, md5(((parameters)::text || (facts)::text)));

CREATE TRIGGER event_is_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON audit.event FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse_change();

CREATE TRIGGER account_only_grows BEFORE DELETE OR UPDATE OF regency, year, code OR TRUNCATE ON ledger.account FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_loss();

CREATE TRIGGER activity_only_grows BEFORE DELETE OR UPDATE OF regency, year, code OR TRUNCATE ON ledger.activity FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_loss();

CREATE TRIGGER budget_line_frozen_on_delete AFTER DELETE ON ledger.budget_line REFERENCING OLD TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION ledger.require_unposted();

CREATE TRIGGER budget_line_frozen_on_insert AFTER INSERT ON ledger.budget_line REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION ledger.require_unposted();

CREATE TRIGGER budget_line_frozen_on_update AFTER UPDATE ON ledger.budget_line REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION ledger.require_unposted();

CREATE TRIGGER budget_line_keeps_key BEFORE UPDATE OF regency, village, year, version_id, activity, account, fund, sub_detail OR TRUNCATE ON ledger.budget_line FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_loss();

CREATE TRIGGER budget_line_names_codes AFTER INSERT ON ledger.budget_line REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION ledger.require_known_lines();

CREATE TRIGGER budget_line_takes_rab_along AFTER DELETE ON ledger.budget_line REFERENCING OLD TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION ledger.take_rab_along();

CREATE TRIGGER budget_version_frozen_when_posted BEFORE DELETE OR UPDATE ON ledger.budget_version FOR EACH ROW EXECUTE FUNCTION ledger.require_version_unposted();

CREATE TRIGGER budget_version_waits_for_proof AFTER UPDATE ON ledger.budget_version FOR EACH ROW WHEN (((new.state = 'posted'::text) AND (old.state <> 'posted'::text))) EXECUTE FUNCTION proof.queue_version();

CREATE TRIGGER cash_move_is_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON ledger.cash_move FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse_change();

CREATE CONSTRAINT TRIGGER entry_balances AFTER INSERT ON ledger.entry DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION ledger.require_balanced_entry();

CREATE TRIGGER entry_is_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON ledger.entry FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse_change();

CREATE CONSTRAINT TRIGGER entry_is_noted_as_payment AFTER INSERT ON ledger.entry DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN ((new.kind = ANY (ARRAY['payment'::text, 'settlement'::text, 'refund'::text, 'reversal'::text, 'correction'::text, 'fee'::text, 'imported'::text]))) EXECUTE FUNCTION monitoring.note_payment();

CREATE TRIGGER entry_waits_for_proof AFTER INSERT ON ledger.entry REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION proof.queue_entries();

CREATE TRIGGER fund_source_only_grows BEFORE DELETE OR UPDATE OF regency, year, code OR TRUNCATE ON ledger.fund_source FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_loss();

CREATE TRIGGER give_back_is_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON ledger.give_back FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse_change();

CREATE TRIGGER give_back_line_is_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON ledger.give_back_line FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse_change();

CREATE TRIGGER period_step_is_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON ledger.period_step FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse_change();

CREATE TRIGGER period_waits_for_proof AFTER INSERT ON ledger.period_step FOR EACH ROW EXECUTE FUNCTION proof.queue_period();

CREATE TRIGGER posting_is_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON ledger.posting FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse_change();

CREATE TRIGGER posting_is_sound AFTER INSERT ON ledger.posting REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION ledger.require_sound_legs();

CREATE TRIGGER rab_line_frozen_on_delete AFTER DELETE ON ledger.rab_line REFERENCING OLD TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION ledger.require_unposted();

CREATE TRIGGER rab_line_frozen_on_insert AFTER INSERT ON ledger.rab_line REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION ledger.require_unposted();

CREATE TRIGGER rab_line_frozen_on_update AFTER UPDATE ON ledger.rab_line REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION ledger.require_unposted();

CREATE TRIGGER rab_line_keeps_key BEFORE UPDATE OF regency, village, version_id, activity, account, fund, sub_detail ON ledger.rab_line FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_loss();

CREATE TRIGGER rab_line_of_line AFTER INSERT ON ledger.rab_line REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION ledger.require_lines_of_rab();

CREATE TRIGGER receipt_is_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON ledger.receipt FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse_change();

CREATE TRIGGER receipt_is_known BEFORE INSERT ON ledger.receipt FOR EACH ROW EXECUTE FUNCTION ledger.require_known_receipt();

CREATE TRIGGER settlement_line_is_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON ledger.settlement_line FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse_change();

CREATE TRIGGER village_year_only_grows BEFORE DELETE OR UPDATE OF regency, village, year OR TRUNCATE ON ledger.village_year FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_loss();

CREATE TRIGGER blob_is_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON monitoring.blob FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse_change();

CREATE TRIGGER change_is_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON monitoring.change FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse_change();

CREATE TRIGGER change_is_told AFTER INSERT ON monitoring.change FOR EACH ROW WHEN ((new.kind = ANY (ARRAY['site'::text, 'photo'::text, 'payment'::text]))) EXECUTE FUNCTION monitoring.tell_change();

CREATE TRIGGER claim_is_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON monitoring.claim FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse_change();

CREATE TRIGGER flag_event_is_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON monitoring.flag_event FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse_change();

CREATE TRIGGER flag_is_told AFTER INSERT OR UPDATE ON monitoring.flag FOR EACH ROW EXECUTE FUNCTION monitoring.tell_flag();

CREATE TRIGGER progress_photo_is_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON monitoring.progress_photo FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse_change();

CREATE TRIGGER progress_photo_is_evidence AFTER INSERT ON monitoring.progress_photo FOR EACH ROW EXECUTE FUNCTION monitoring.write_evidence();

CREATE TRIGGER progress_withdraws_evidence AFTER UPDATE OF state ON monitoring.progress FOR EACH ROW WHEN (((new.state = 'withdrawn'::text) AND (old.state <> 'withdrawn'::text))) EXECUTE FUNCTION monitoring.withdraw_evidence();

CREATE TRIGGER project_moves_evidence AFTER UPDATE ON monitoring.project FOR EACH ROW WHEN (((new.activity IS NOT NULL) AND ((((old.year IS DISTINCT FROM new.year) OR (old.activity IS DISTINCT FROM new.activity)) OR (old.fund IS DISTINCT FROM new.fund)) OR ((new.state = 'cancelled'::text) AND (old.state <> 'cancelled'::text))))) EXECUTE FUNCTION monitoring.move_evidence();

CREATE TRIGGER receipt_is_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON monitoring.receipt FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse_change();

CREATE TRIGGER rule_parameters_is_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON monitoring.rule_parameters FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse_change();

CREATE TRIGGER site_is_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON monitoring.site FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse_change();

CREATE TRIGGER stamp_is_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON proof.stamp FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse_change();

ALTER TABLE ONLY balai.retention_run
    ADD CONSTRAINT retention_run_kind_fkey FOREIGN KEY (kind) REFERENCES balai.retention_rule(kind);

ALTER TABLE ONLY identity.account
    ADD CONSTRAINT account_of_person FOREIGN KEY (regency, person) REFERENCES identity.person(regency, id);

ALTER TABLE ONLY identity.person
    ADD CONSTRAINT person_regency_fkey FOREIGN KEY (regency) REFERENCES place.regency(regency);

ALTER TABLE ONLY identity.post
    ADD CONSTRAINT post_of_person FOREIGN KEY (regency, person) REFERENCES identity.person(regency, id);

ALTER TABLE ONLY identity.session
    ADD CONSTRAINT session_of_account FOREIGN KEY (regency, account) REFERENCES identity.account(regency, id);

ALTER TABLE ONLY identity.slip
    ADD CONSTRAINT slip_of_account FOREIGN KEY (regency, account) REFERENCES identity.account(regency, id);

ALTER TABLE ONLY ledger.budget_line
    ADD CONSTRAINT budget_line_of_version FOREIGN KEY (regency, village, year, version_id) REFERENCES ledger.budget_version(regency, village, year, id) ON DELETE CASCADE;

ALTER TABLE ONLY ledger.budget_version
    ADD CONSTRAINT budget_version_of_village_year FOREIGN KEY (regency, village, year) REFERENCES ledger.village_year(regency, village, year);

ALTER TABLE ONLY ledger.cash_control
    ADD CONSTRAINT cash_control_of_fund FOREIGN KEY (regency, year, fund) REFERENCES ledger.fund_source(regency, year, code);

ALTER TABLE ONLY ledger.cash_control
    ADD CONSTRAINT cash_control_of_village_year FOREIGN KEY (regency, village, year) REFERENCES ledger.village_year(regency, village, year);

ALTER TABLE ONLY ledger.cash_move
    ADD CONSTRAINT cash_move_of_fund FOREIGN KEY (regency, year, fund) REFERENCES ledger.fund_source(regency, year, code);

ALTER TABLE ONLY ledger.cash_move
    ADD CONSTRAINT cash_move_of_village_year FOREIGN KEY (regency, village, year) REFERENCES ledger.village_year(regency, village, year);

ALTER TABLE ONLY ledger.disbursement
    ADD CONSTRAINT disbursement_of_ceiling FOREIGN KEY (regency, village, year, fund) REFERENCES ledger.ceiling(regency, village, year, fund);

ALTER TABLE ONLY ledger.disbursement
    ADD CONSTRAINT disbursement_of_receipt FOREIGN KEY (regency, receipt_id) REFERENCES ledger.receipt(regency, id);

ALTER TABLE ONLY ledger.entry
    ADD CONSTRAINT entry_of_corrected FOREIGN KEY (regency, corrects) REFERENCES ledger.entry(regency, id);

ALTER TABLE ONLY ledger.entry
    ADD CONSTRAINT entry_of_reversed FOREIGN KEY (regency, reverses) REFERENCES ledger.entry(regency, id);

ALTER TABLE ONLY ledger.gate_override
    ADD CONSTRAINT gate_override_of_spp FOREIGN KEY (regency, spp_id) REFERENCES ledger.spp(regency, id) ON DELETE CASCADE;

ALTER TABLE ONLY ledger.give_back_line
    ADD CONSTRAINT give_back_line_of_give_back FOREIGN KEY (regency, give_back_id) REFERENCES ledger.give_back(regency, id);

ALTER TABLE ONLY ledger.give_back
    ADD CONSTRAINT give_back_of_spp FOREIGN KEY (regency, spp_id) REFERENCES ledger.spp(regency, id);

ALTER TABLE ONLY ledger.imported_voucher
    ADD CONSTRAINT imported_voucher_of_entry FOREIGN KEY (regency, entry_id) REFERENCES ledger.entry(regency, id);

ALTER TABLE ONLY ledger.imported_voucher
    ADD CONSTRAINT imported_voucher_of_village_year FOREIGN KEY (regency, village, year) REFERENCES ledger.village_year(regency, village, year);

ALTER TABLE ONLY ledger.line_control
    ADD CONSTRAINT line_control_of_village_year FOREIGN KEY (regency, village, year) REFERENCES ledger.village_year(regency, village, year);

ALTER TABLE ONLY ledger.line_remark
    ADD CONSTRAINT line_remark_of_version FOREIGN KEY (regency, version_id) REFERENCES ledger.budget_version(regency, id) ON DELETE CASCADE;

ALTER TABLE ONLY ledger.period_step
    ADD CONSTRAINT period_step_of_village_year FOREIGN KEY (regency, village, year) REFERENCES ledger.village_year(regency, village, year);

ALTER TABLE ONLY ledger.series
    ADD CONSTRAINT series_of_village_year FOREIGN KEY (regency, village, year) REFERENCES ledger.village_year(regency, village, year);

ALTER TABLE ONLY ledger.settlement_line
    ADD CONSTRAINT settlement_line_of_settlement FOREIGN KEY (regency, settlement_id) REFERENCES ledger.settlement(regency, id);

ALTER TABLE ONLY ledger.settlement
    ADD CONSTRAINT settlement_of_spp FOREIGN KEY (regency, spp_id) REFERENCES ledger.spp(regency, id);

ALTER TABLE ONLY ledger.spp_line
    ADD CONSTRAINT spp_line_of_control FOREIGN KEY (regency, village, year, activity, account, fund, sub_detail) REFERENCES ledger.line_control(regency, village, year, activity, account, fund, sub_detail);

ALTER TABLE ONLY ledger.spp_line
    ADD CONSTRAINT spp_line_of_spp FOREIGN KEY (regency, spp_id) REFERENCES ledger.spp(regency, id) ON DELETE CASCADE;

ALTER TABLE ONLY ledger.spp
    ADD CONSTRAINT spp_of_village_year FOREIGN KEY (regency, village, year) REFERENCES ledger.village_year(regency, village, year);

ALTER TABLE ONLY ledger.spp_scan
    ADD CONSTRAINT spp_scan_of_spp FOREIGN KEY (regency, spp_id) REFERENCES ledger.spp(regency, id) ON DELETE CASCADE;

ALTER TABLE ONLY ledger.spp_step
    ADD CONSTRAINT spp_step_of_spp FOREIGN KEY (regency, spp_id) REFERENCES ledger.spp(regency, id) ON DELETE CASCADE;

ALTER TABLE ONLY ledger.spp_tax
    ADD CONSTRAINT spp_tax_of_spp FOREIGN KEY (regency, spp_id) REFERENCES ledger.spp(regency, id) ON DELETE CASCADE;

ALTER TABLE ONLY ledger.tax_deposit
    ADD CONSTRAINT tax_deposit_of_village_year FOREIGN KEY (regency, village, year) REFERENCES ledger.village_year(regency, village, year);

ALTER TABLE ONLY ledger.version_step
    ADD CONSTRAINT version_step_of_version FOREIGN KEY (regency, version_id) REFERENCES ledger.budget_version(regency, id);

ALTER TABLE ONLY ledger.village_activity
    ADD CONSTRAINT village_activity_of_activity FOREIGN KEY (regency, year, activity) REFERENCES ledger.activity(regency, year, code);

ALTER TABLE ONLY ledger.village_activity
    ADD CONSTRAINT village_activity_of_village_year FOREIGN KEY (regency, village, year) REFERENCES ledger.village_year(regency, village, year);

ALTER TABLE ONLY ledger.withholding
    ADD CONSTRAINT withholding_of_deposit FOREIGN KEY (regency, deposit_id) REFERENCES ledger.tax_deposit(regency, id);

ALTER TABLE ONLY ledger.withholding
    ADD CONSTRAINT withholding_of_village_year FOREIGN KEY (regency, village, year) REFERENCES ledger.village_year(regency, village, year);

ALTER TABLE ONLY monitoring.boundary
    ADD CONSTRAINT boundary_of_village FOREIGN KEY (regency, village) REFERENCES place.village(regency, village);

ALTER TABLE ONLY monitoring.capture_link
    ADD CONSTRAINT capture_link_of_project FOREIGN KEY (regency, village, project) REFERENCES monitoring.project(regency, village, id);

ALTER TABLE ONLY monitoring.capture
    ADD CONSTRAINT capture_of_link FOREIGN KEY (regency, link) REFERENCES monitoring.capture_link(regency, id);

ALTER TABLE ONLY monitoring.capture
    ADD CONSTRAINT capture_of_receipt FOREIGN KEY (regency, village, receipt) REFERENCES monitoring.receipt(regency, village, id);

ALTER TABLE ONLY monitoring.citizen_report
    ADD CONSTRAINT citizen_report_of_blob FOREIGN KEY (regency, sha256) REFERENCES monitoring.blob(regency, sha256);

ALTER TABLE ONLY monitoring.citizen_report
    ADD CONSTRAINT citizen_report_of_project FOREIGN KEY (regency, about_village, project) REFERENCES monitoring.project(regency, village, id);

ALTER TABLE ONLY monitoring.claim
    ADD CONSTRAINT claim_of_receipt FOREIGN KEY (regency, village, receipt) REFERENCES monitoring.receipt(regency, village, id);

ALTER TABLE ONLY monitoring.flag_event
    ADD CONSTRAINT flag_event_of_flag FOREIGN KEY (regency, flag) REFERENCES monitoring.flag(regency, id);

ALTER TABLE ONLY monitoring.flag
    ADD CONSTRAINT flag_of_other FOREIGN KEY (regency, other_village, other) REFERENCES monitoring.project(regency, village, id);

ALTER TABLE ONLY monitoring.flag
    ADD CONSTRAINT flag_of_project FOREIGN KEY (regency, village, project) REFERENCES monitoring.project(regency, village, id);

ALTER TABLE ONLY monitoring.handover
    ADD CONSTRAINT handover_of_project FOREIGN KEY (regency, village, project) REFERENCES monitoring.project(regency, village, id);

ALTER TABLE ONLY monitoring.photo_release
    ADD CONSTRAINT photo_release_of_photo FOREIGN KEY (regency, progress, receipt) REFERENCES monitoring.progress_photo(regency, progress, receipt);

ALTER TABLE ONLY monitoring.progress
    ADD CONSTRAINT progress_of_link FOREIGN KEY (regency, link) REFERENCES monitoring.capture_link(regency, id);

ALTER TABLE ONLY monitoring.progress
    ADD CONSTRAINT progress_of_project FOREIGN KEY (regency, village, project) REFERENCES monitoring.project(regency, village, id);

ALTER TABLE ONLY monitoring.progress_photo
    ADD CONSTRAINT progress_photo_of_progress FOREIGN KEY (regency, village, progress) REFERENCES monitoring.progress(regency, village, id);

ALTER TABLE ONLY monitoring.progress_photo
    ADD CONSTRAINT progress_photo_of_receipt FOREIGN KEY (regency, village, receipt) REFERENCES monitoring.receipt(regency, village, id);

ALTER TABLE ONLY monitoring.project
    ADD CONSTRAINT project_of_village FOREIGN KEY (regency, village) REFERENCES place.village(regency, village);

ALTER TABLE ONLY monitoring.receipt
    ADD CONSTRAINT receipt_of_blob FOREIGN KEY (regency, sha256) REFERENCES monitoring.blob(regency, sha256);

ALTER TABLE ONLY monitoring.receipt
    ADD CONSTRAINT receipt_of_link FOREIGN KEY (regency, link) REFERENCES monitoring.capture_link(regency, id);

ALTER TABLE ONLY monitoring.relation
    ADD CONSTRAINT relation_of_other FOREIGN KEY (regency, other_village, other) REFERENCES monitoring.project(regency, village, id);

ALTER TABLE ONLY monitoring.relation
    ADD CONSTRAINT relation_of_project FOREIGN KEY (regency, village, project) REFERENCES monitoring.project(regency, village, id);

ALTER TABLE ONLY monitoring.site
    ADD CONSTRAINT site_of_project FOREIGN KEY (regency, village, project) REFERENCES monitoring.project(regency, village, id);

ALTER TABLE ONLY place.district
    ADD CONSTRAINT district_regency_fkey FOREIGN KEY (regency) REFERENCES place.regency(regency);

ALTER TABLE ONLY place.parameter
    ADD CONSTRAINT parameter_regency_fkey FOREIGN KEY (regency) REFERENCES place.regency(regency);

ALTER TABLE ONLY place.village
    ADD CONSTRAINT village_of_district FOREIGN KEY (regency, district) REFERENCES place.district(regency, district);

ALTER TABLE ONLY proof.checkpoint
    ADD CONSTRAINT checkpoint_of_log FOREIGN KEY (regency, log) REFERENCES proof.log(regency, ordinal);

ALTER TABLE ONLY proof.leaf
    ADD CONSTRAINT leaf_of_log FOREIGN KEY (regency, log) REFERENCES proof.log(regency, ordinal);

ALTER TABLE ONLY proof.tile
    ADD CONSTRAINT tile_of_log FOREIGN KEY (regency, log) REFERENCES proof.log(regency, ordinal);

ALTER TABLE ONLY proof.village_head
    ADD CONSTRAINT village_head_of_log FOREIGN KEY (regency, log) REFERENCES proof.log(regency, ordinal);

ALTER TABLE audit.event ENABLE ROW LEVEL SECURITY;

CREATE POLICY event_of_scope ON audit.event FOR SELECT USING (balai.in_scope(village));

CREATE POLICY event_written_by_record ON audit.event FOR INSERT TO balai_owner, balai_wide WITH CHECK (true);

ALTER TABLE balai.kept_request ENABLE ROW LEVEL SECURITY;

CREATE POLICY kept_request_of_scope ON balai.kept_request USING ((balai.in_scope(village) OR (((village % (1000000)::bigint) = 0) AND (regency = balai.regency())))) WITH CHECK ((balai.in_scope(village) OR (((village % (1000000)::bigint) = 0) AND (regency = balai.regency()))));

ALTER TABLE balai.retention_run ENABLE ROW LEVEL SECURITY;

CREATE POLICY retention_run_of_county ON balai.retention_run FOR SELECT USING ((regency = balai.regency()));

CREATE POLICY retention_run_written_by_sweep ON balai.retention_run FOR INSERT TO balai_wide WITH CHECK (true);

ALTER TABLE identity.account ENABLE ROW LEVEL SECURITY;

CREATE POLICY account_of_scope ON identity.account FOR SELECT USING ((id = balai.account()));

ALTER TABLE identity.person ENABLE ROW LEVEL SECURITY;

CREATE POLICY person_of_scope ON identity.person FOR SELECT USING ((regency = balai.regency()));

ALTER TABLE identity.post ENABLE ROW LEVEL SECURITY;

CREATE POLICY post_of_scope ON identity.post FOR SELECT USING ((regency = balai.regency()));

ALTER TABLE identity.session ENABLE ROW LEVEL SECURITY;

CREATE POLICY session_of_scope ON identity.session FOR SELECT USING ((account = balai.account()));

ALTER TABLE identity.slip ENABLE ROW LEVEL SECURITY;

CREATE POLICY slip_of_scope ON identity.slip FOR SELECT USING (false);

ALTER TABLE ledger.account ENABLE ROW LEVEL SECURITY;

CREATE POLICY account_of_county ON ledger.account USING ((regency = balai.regency())) WITH CHECK ((regency = balai.regency()));

ALTER TABLE ledger.activity ENABLE ROW LEVEL SECURITY;

CREATE POLICY activity_of_county ON ledger.activity USING ((regency = balai.regency())) WITH CHECK ((regency = balai.regency()));

ALTER TABLE ledger.budget_line ENABLE ROW LEVEL SECURITY;

CREATE POLICY budget_line_of_scope ON ledger.budget_line USING ((((village >= balai.village_from()) AND (village <= balai.village_until())) AND ((balai.village_list() IS NULL) OR (village = ANY (balai.village_list()))))) WITH CHECK ((((village >= balai.village_from()) AND (village <= balai.village_until())) AND ((balai.village_list() IS NULL) OR (village = ANY (balai.village_list())))));

ALTER TABLE ledger.budget_version ENABLE ROW LEVEL SECURITY;

CREATE POLICY budget_version_of_scope ON ledger.budget_version USING ((((village >= balai.village_from()) AND (village <= balai.village_until())) AND ((balai.village_list() IS NULL) OR (village = ANY (balai.village_list()))))) WITH CHECK ((((village >= balai.village_from()) AND (village <= balai.village_until())) AND ((balai.village_list() IS NULL) OR (village = ANY (balai.village_list())))));

ALTER TABLE ledger.cash_control ENABLE ROW LEVEL SECURITY;

CREATE POLICY cash_control_of_scope ON ledger.cash_control USING ((((village >= balai.village_from()) AND (village <= balai.village_until())) AND ((balai.village_list() IS NULL) OR (village = ANY (balai.village_list()))))) WITH CHECK ((((village >= balai.village_from()) AND (village <= balai.village_until())) AND ((balai.village_list() IS NULL) OR (village = ANY (balai.village_list())))));

ALTER TABLE ledger.cash_move ENABLE ROW LEVEL SECURITY;

CREATE POLICY cash_move_of_scope ON ledger.cash_move USING ((((village >= balai.village_from()) AND (village <= balai.village_until())) AND ((balai.village_list() IS NULL) OR (village = ANY (balai.village_list()))))) WITH CHECK ((((village >= balai.village_from()) AND (village <= balai.village_until())) AND ((balai.village_list() IS NULL) OR (village = ANY (balai.village_list())))));

ALTER TABLE ledger.ceiling ENABLE ROW LEVEL SECURITY;

CREATE POLICY ceiling_of_scope ON ledger.ceiling USING ((((village >= balai.village_from()) AND (village <= balai.village_until())) AND ((balai.village_list() IS NULL) OR (village = ANY (balai.village_list()))))) WITH CHECK ((((village >= balai.village_from()) AND (village <= balai.village_until())) AND ((balai.village_list() IS NULL) OR (village = ANY (balai.village_list())))));

ALTER TABLE ledger.disbursement ENABLE ROW LEVEL SECURITY;

CREATE POLICY disbursement_of_scope ON ledger.disbursement USING ((((village >= balai.village_from()) AND (village <= balai.village_until())) AND ((balai.village_list() IS NULL) OR (village = ANY (balai.village_list()))))) WITH CHECK ((((village >= balai.village_from()) AND (village <= balai.village_until())) AND ((balai.village_list() IS NULL) OR (village = ANY (balai.village_list())))));

ALTER TABLE ledger.entry ENABLE ROW LEVEL SECURITY;

CREATE POLICY entry_of_scope ON ledger.entry USING ((((village >= balai.village_from()) AND (village <= balai.village_until())) AND ((balai.village_list() IS NULL) OR (village = ANY (balai.village_list()))))) WITH CHECK ((((village >= balai.village_from()) AND (village <= balai.village_until())) AND ((balai.village_list() IS NULL) OR (village = ANY (balai.village_list())))));

ALTER TABLE ledger.evidence ENABLE ROW LEVEL SECURITY;

CREATE POLICY evidence_of_link ON ledger.evidence FOR INSERT WITH CHECK ((project = balai.link_project()));

CREATE POLICY evidence_of_scope ON ledger.evidence USING (balai.in_scope(village)) WITH CHECK (balai.in_scope(village));

ALTER TABLE ledger.fund_source ENABLE ROW LEVEL SECURITY;

CREATE POLICY fund_source_of_county ON ledger.fund_source USING ((regency = balai.regency())) WITH CHECK ((regency = balai.regency()));

ALTER TABLE ledger.gate_override ENABLE ROW LEVEL SECURITY;

CREATE POLICY gate_override_of_scope ON ledger.gate_override USING (balai.in_scope(village)) WITH CHECK (balai.in_scope(village));

ALTER TABLE ledger.gate_rule ENABLE ROW LEVEL SECURITY;

CREATE POLICY gate_rule_of_county ON ledger.gate_rule USING ((regency = balai.regency())) WITH CHECK ((regency = balai.regency()));

ALTER TABLE ledger.give_back ENABLE ROW LEVEL SECURITY;

ALTER TABLE ledger.give_back_line ENABLE ROW LEVEL SECURITY;

CREATE POLICY give_back_line_of_scope ON ledger.give_back_line USING ((((village >= balai.village_from()) AND (village <= balai.village_until())) AND ((balai.village_list() IS NULL) OR (village = ANY (balai.village_list()))))) WITH CHECK ((((village >= balai.village_from()) AND (village <= balai.village_until())) AND ((balai.village_list() IS NULL) OR (village = ANY (balai.village_list())))));

CREATE POLICY give_back_of_scope ON ledger.give_back USING ((((village >= balai.village_from()) AND (village <= balai.village_until())) AND ((balai.village_list() IS NULL) OR (village = ANY (balai.village_list()))))) WITH CHECK ((((village >= balai.village_from()) AND (village <= balai.village_until())) AND ((balai.village_list() IS NULL) OR (village = ANY (balai.village_list())))));

ALTER TABLE ledger.imported_voucher ENABLE ROW LEVEL SECURITY;

CREATE POLICY imported_voucher_of_scope ON ledger.imported_voucher USING ((((village >= balai.village_from()) AND (village <= balai.village_until())) AND ((balai.village_list() IS NULL) OR (village = ANY (balai.village_list()))))) WITH CHECK ((((village >= balai.village_from()) AND (village <= balai.village_until())) AND ((balai.village_list() IS NULL) OR (village = ANY (balai.village_list())))));

ALTER TABLE ledger.line_control ENABLE ROW LEVEL SECURITY;

CREATE POLICY line_control_of_scope ON ledger.line_control USING ((((village >= balai.village_from()) AND (village <= balai.village_until())) AND ((balai.village_list() IS NULL) OR (village = ANY (balai.village_list()))))) WITH CHECK ((((village >= balai.village_from()) AND (village <= balai.village_until())) AND ((balai.village_list() IS NULL) OR (village = ANY (balai.village_list())))));

ALTER TABLE ledger.line_remark ENABLE ROW LEVEL SECURITY;

CREATE POLICY line_remark_of_scope ON ledger.line_remark USING ((((village >= balai.village_from()) AND (village <= balai.village_until())) AND ((balai.village_list() IS NULL) OR (village = ANY (balai.village_list()))))) WITH CHECK ((((village >= balai.village_from()) AND (village <= balai.village_until())) AND ((balai.village_list() IS NULL) OR (village = ANY (balai.village_list())))));

ALTER TABLE ledger.period_step ENABLE ROW LEVEL SECURITY;

CREATE POLICY period_step_of_scope ON ledger.period_step USING ((((village >= balai.village_from()) AND (village <= balai.village_until())) AND ((balai.village_list() IS NULL) OR (village = ANY (balai.village_list()))))) WITH CHECK ((((village >= balai.village_from()) AND (village <= balai.village_until())) AND ((balai.village_list() IS NULL) OR (village = ANY (balai.village_list())))));

ALTER TABLE ledger.posting ENABLE ROW LEVEL SECURITY;

CREATE POLICY posting_of_scope ON ledger.posting USING ((((village >= balai.village_from()) AND (village <= balai.village_until())) AND ((balai.village_list() IS NULL) OR (village = ANY (balai.village_list()))))) WITH CHECK ((((village >= balai.village_from()) AND (village <= balai.village_until())) AND ((balai.village_list() IS NULL) OR (village = ANY (balai.village_list())))));

ALTER TABLE ledger.rab_line ENABLE ROW LEVEL SECURITY;

CREATE POLICY rab_line_of_scope ON ledger.rab_line USING ((((village >= balai.village_from()) AND (village <= balai.village_until())) AND ((balai.village_list() IS NULL) OR (village = ANY (balai.village_list()))))) WITH CHECK ((((village >= balai.village_from()) AND (village <= balai.village_until())) AND ((balai.village_list() IS NULL) OR (village = ANY (balai.village_list())))));

ALTER TABLE ledger.receipt ENABLE ROW LEVEL SECURITY;

CREATE POLICY receipt_of_scope ON ledger.receipt USING ((((village >= balai.village_from()) AND (village <= balai.village_until())) AND ((balai.village_list() IS NULL) OR (village = ANY (balai.village_list()))))) WITH CHECK ((((village >= balai.village_from()) AND (village <= balai.village_until())) AND ((balai.village_list() IS NULL) OR (village = ANY (balai.village_list())))));

ALTER TABLE ledger.series ENABLE ROW LEVEL SECURITY;

CREATE POLICY series_of_scope ON ledger.series USING ((((village >= balai.village_from()) AND (village <= balai.village_until())) AND ((balai.village_list() IS NULL) OR (village = ANY (balai.village_list()))))) WITH CHECK ((((village >= balai.village_from()) AND (village <= balai.village_until())) AND ((balai.village_list() IS NULL) OR (village = ANY (balai.village_list())))));

ALTER TABLE ledger.settlement ENABLE ROW LEVEL SECURITY;

ALTER TABLE ledger.settlement_line ENABLE ROW LEVEL SECURITY;

CREATE POLICY settlement_line_of_scope ON ledger.settlement_line USING ((((village >= balai.village_from()) AND (village <= balai.village_until())) AND ((balai.village_list() IS NULL) OR (village = ANY (balai.village_list()))))) WITH CHECK ((((village >= balai.village_from()) AND (village <= balai.village_until())) AND ((balai.village_list() IS NULL) OR (village = ANY (balai.village_list())))));

CREATE POLICY settlement_of_scope ON ledger.settlement USING ((((village >= balai.village_from()) AND (village <= balai.village_until())) AND ((balai.village_list() IS NULL) OR (village = ANY (balai.village_list()))))) WITH CHECK ((((village >= balai.village_from()) AND (village <= balai.village_until())) AND ((balai.village_list() IS NULL) OR (village = ANY (balai.village_list())))));

ALTER TABLE ledger.spp ENABLE ROW LEVEL SECURITY;

ALTER TABLE ledger.spp_line ENABLE ROW LEVEL SECURITY;

CREATE POLICY spp_line_of_scope ON ledger.spp_line USING ((((village >= balai.village_from()) AND (village <= balai.village_until())) AND ((balai.village_list() IS NULL) OR (village = ANY (balai.village_list()))))) WITH CHECK ((((village >= balai.village_from()) AND (village <= balai.village_until())) AND ((balai.village_list() IS NULL) OR (village = ANY (balai.village_list())))));

CREATE POLICY spp_of_scope ON ledger.spp USING ((((village >= balai.village_from()) AND (village <= balai.village_until())) AND ((balai.village_list() IS NULL) OR (village = ANY (balai.village_list()))))) WITH CHECK ((((village >= balai.village_from()) AND (village <= balai.village_until())) AND ((balai.village_list() IS NULL) OR (village = ANY (balai.village_list())))));

ALTER TABLE ledger.spp_scan ENABLE ROW LEVEL SECURITY;

CREATE POLICY spp_scan_of_scope ON ledger.spp_scan USING ((((village >= balai.village_from()) AND (village <= balai.village_until())) AND ((balai.village_list() IS NULL) OR (village = ANY (balai.village_list()))))) WITH CHECK ((((village >= balai.village_from()) AND (village <= balai.village_until())) AND ((balai.village_list() IS NULL) OR (village = ANY (balai.village_list())))));

ALTER TABLE ledger.spp_step ENABLE ROW LEVEL SECURITY;

CREATE POLICY spp_step_of_scope ON ledger.spp_step USING ((((village >= balai.village_from()) AND (village <= balai.village_until())) AND ((balai.village_list() IS NULL) OR (village = ANY (balai.village_list()))))) WITH CHECK ((((village >= balai.village_from()) AND (village <= balai.village_until())) AND ((balai.village_list() IS NULL) OR (village = ANY (balai.village_list())))));

ALTER TABLE ledger.spp_tax ENABLE ROW LEVEL SECURITY;

CREATE POLICY spp_tax_of_scope ON ledger.spp_tax USING ((((village >= balai.village_from()) AND (village <= balai.village_until())) AND ((balai.village_list() IS NULL) OR (village = ANY (balai.village_list()))))) WITH CHECK ((((village >= balai.village_from()) AND (village <= balai.village_until())) AND ((balai.village_list() IS NULL) OR (village = ANY (balai.village_list())))));

ALTER TABLE ledger.tax_deposit ENABLE ROW LEVEL SECURITY;

CREATE POLICY tax_deposit_of_scope ON ledger.tax_deposit USING ((((village >= balai.village_from()) AND (village <= balai.village_until())) AND ((balai.village_list() IS NULL) OR (village = ANY (balai.village_list()))))) WITH CHECK ((((village >= balai.village_from()) AND (village <= balai.village_until())) AND ((balai.village_list() IS NULL) OR (village = ANY (balai.village_list())))));

ALTER TABLE ledger.tax_rate ENABLE ROW LEVEL SECURITY;

CREATE POLICY tax_rate_of_county ON ledger.tax_rate USING ((regency = balai.regency())) WITH CHECK ((regency = balai.regency()));

ALTER TABLE ledger.version_step ENABLE ROW LEVEL SECURITY;

CREATE POLICY version_step_of_scope ON ledger.version_step USING ((((village >= balai.village_from()) AND (village <= balai.village_until())) AND ((balai.village_list() IS NULL) OR (village = ANY (balai.village_list()))))) WITH CHECK ((((village >= balai.village_from()) AND (village <= balai.village_until())) AND ((balai.village_list() IS NULL) OR (village = ANY (balai.village_list())))));

ALTER TABLE ledger.village_activity ENABLE ROW LEVEL SECURITY;

CREATE POLICY village_activity_of_scope ON ledger.village_activity USING ((((village >= balai.village_from()) AND (village <= balai.village_until())) AND ((balai.village_list() IS NULL) OR (village = ANY (balai.village_list()))))) WITH CHECK ((((village >= balai.village_from()) AND (village <= balai.village_until())) AND ((balai.village_list() IS NULL) OR (village = ANY (balai.village_list())))));

ALTER TABLE ledger.village_year ENABLE ROW LEVEL SECURITY;

CREATE POLICY village_year_of_scope ON ledger.village_year USING ((((village >= balai.village_from()) AND (village <= balai.village_until())) AND ((balai.village_list() IS NULL) OR (village = ANY (balai.village_list()))))) WITH CHECK ((((village >= balai.village_from()) AND (village <= balai.village_until())) AND ((balai.village_list() IS NULL) OR (village = ANY (balai.village_list())))));

ALTER TABLE ledger.withholding ENABLE ROW LEVEL SECURITY;

CREATE POLICY withholding_of_scope ON ledger.withholding USING ((((village >= balai.village_from()) AND (village <= balai.village_until())) AND ((balai.village_list() IS NULL) OR (village = ANY (balai.village_list()))))) WITH CHECK ((((village >= balai.village_from()) AND (village <= balai.village_until())) AND ((balai.village_list() IS NULL) OR (village = ANY (balai.village_list())))));

ALTER TABLE monitoring.blob ENABLE ROW LEVEL SECURITY;

CREATE POLICY blob_of_scope ON monitoring.blob USING (false) WITH CHECK (false);

ALTER TABLE monitoring.boundary ENABLE ROW LEVEL SECURITY;

CREATE POLICY boundary_of_scope ON monitoring.boundary FOR SELECT USING (true);

ALTER TABLE monitoring.capture ENABLE ROW LEVEL SECURITY;

ALTER TABLE monitoring.capture_link ENABLE ROW LEVEL SECURITY;

CREATE POLICY capture_link_of_link ON monitoring.capture_link FOR SELECT USING ((id = balai.link()));

CREATE POLICY capture_link_of_scope ON monitoring.capture_link USING (balai.in_scope(village)) WITH CHECK (balai.in_scope(village));

CREATE POLICY capture_of_link ON monitoring.capture USING ((link = balai.link())) WITH CHECK (((link = balai.link()) AND (project = balai.link_project())));

CREATE POLICY capture_of_scope ON monitoring.capture USING (balai.in_scope(village)) WITH CHECK (balai.in_scope(village));

ALTER TABLE monitoring.change ENABLE ROW LEVEL SECURITY;

CREATE POLICY change_of_scope ON monitoring.change USING ((((village >= balai.village_from()) AND (village <= balai.village_until())) AND ((balai.village_list() IS NULL) OR (village = ANY (balai.village_list()))))) WITH CHECK ((((village >= balai.village_from()) AND (village <= balai.village_until())) AND ((balai.village_list() IS NULL) OR (village = ANY (balai.village_list())))));

ALTER TABLE monitoring.citizen_report ENABLE ROW LEVEL SECURITY;

CREATE POLICY citizen_report_of_scope ON monitoring.citizen_report USING (((regency = balai.regency()) AND identity.holds('inspector'::text, about_village, balai.today(balai.regency())))) WITH CHECK (((regency = balai.regency()) AND identity.holds('inspector'::text, about_village, balai.today(balai.regency()))));

ALTER TABLE monitoring.claim ENABLE ROW LEVEL SECURITY;

CREATE POLICY claim_of_link ON monitoring.claim USING ((EXISTS ( SELECT
   FROM monitoring.receipt r
  WHERE ((r.regency = claim.regency) AND (r.id = claim.receipt) AND (r.link = balai.link()))))) WITH CHECK ((EXISTS ( SELECT
   FROM monitoring.receipt r
  WHERE ((r.regency = claim.regency) AND (r.id = claim.receipt) AND (r.link = balai.link())))));

CREATE POLICY claim_of_scope ON monitoring.claim USING ((((village >= balai.village_from()) AND (village <= balai.village_until())) AND ((balai.village_list() IS NULL) OR (village = ANY (balai.village_list()))))) WITH CHECK ((((village >= balai.village_from()) AND (village <= balai.village_until())) AND ((balai.village_list() IS NULL) OR (village = ANY (balai.village_list())))));

ALTER TABLE monitoring.flag ENABLE ROW LEVEL SECURITY;

ALTER TABLE monitoring.flag_event ENABLE ROW LEVEL SECURITY;

CREATE POLICY flag_event_of_scope ON monitoring.flag_event USING ((balai.in_scope(village) OR ((verb <> 'explain'::text) AND balai.in_scope(other_village)))) WITH CHECK ((balai.in_scope(village) OR balai.in_scope(other_village)));

CREATE POLICY flag_of_scope ON monitoring.flag USING ((balai.in_scope(village) OR balai.in_scope(other_village))) WITH CHECK ((balai.in_scope(village) OR balai.in_scope(other_village)));

ALTER TABLE monitoring.handover ENABLE ROW LEVEL SECURITY;

CREATE POLICY handover_of_scope ON monitoring.handover USING (balai.in_scope(village)) WITH CHECK (balai.in_scope(village));

ALTER TABLE monitoring.nonce ENABLE ROW LEVEL SECURITY;

CREATE POLICY nonce_of_scope ON monitoring.nonce USING (((link = balai.link()) OR (account = balai.account()))) WITH CHECK (((link = balai.link()) OR (account = balai.account())));

ALTER TABLE monitoring.photo_release ENABLE ROW LEVEL SECURITY;

CREATE POLICY photo_release_of_scope ON monitoring.photo_release USING (balai.in_scope(village)) WITH CHECK (balai.in_scope(village));

ALTER TABLE monitoring.progress ENABLE ROW LEVEL SECURITY;

CREATE POLICY progress_of_link ON monitoring.progress USING (((regency = balai.regency()) AND (project = balai.link_project()))) WITH CHECK (((project = balai.link_project()) AND (link = balai.link())));

CREATE POLICY progress_of_scope ON monitoring.progress USING ((((village >= balai.village_from()) AND (village <= balai.village_until())) AND ((balai.village_list() IS NULL) OR (village = ANY (balai.village_list()))))) WITH CHECK ((((village >= balai.village_from()) AND (village <= balai.village_until())) AND ((balai.village_list() IS NULL) OR (village = ANY (balai.village_list())))));

ALTER TABLE monitoring.progress_photo ENABLE ROW LEVEL SECURITY;

CREATE POLICY progress_photo_of_link ON monitoring.progress_photo USING ((EXISTS ( SELECT
   FROM monitoring.progress g
  WHERE ((g.regency = progress_photo.regency) AND (g.id = progress_photo.progress) AND (g.project = balai.link_project()))))) WITH CHECK ((EXISTS ( SELECT
   FROM monitoring.progress g
  WHERE ((g.regency = progress_photo.regency) AND (g.id = progress_photo.progress) AND (g.link = balai.link())))));

CREATE POLICY progress_photo_of_scope ON monitoring.progress_photo USING ((((village >= balai.village_from()) AND (village <= balai.village_until())) AND ((balai.village_list() IS NULL) OR (village = ANY (balai.village_list()))))) WITH CHECK ((((village >= balai.village_from()) AND (village <= balai.village_until())) AND ((balai.village_list() IS NULL) OR (village = ANY (balai.village_list())))));

ALTER TABLE monitoring.project ENABLE ROW LEVEL SECURITY;

CREATE POLICY project_of_link ON monitoring.project USING (((regency = balai.regency()) AND (id = balai.link_project())));

CREATE POLICY project_of_scope ON monitoring.project USING ((((village >= balai.village_from()) AND (village <= balai.village_until())) AND ((balai.village_list() IS NULL) OR (village = ANY (balai.village_list()))))) WITH CHECK ((((village >= balai.village_from()) AND (village <= balai.village_until())) AND ((balai.village_list() IS NULL) OR (village = ANY (balai.village_list())))));

ALTER TABLE monitoring.receipt ENABLE ROW LEVEL SECURITY;

CREATE POLICY receipt_of_link ON monitoring.receipt USING (((link = balai.link()) OR (EXISTS ( SELECT
   FROM monitoring.capture c
  WHERE ((c.regency = receipt.regency) AND (c.receipt = receipt.id) AND (c.link = balai.link())))))) WITH CHECK ((link = balai.link()));

CREATE POLICY receipt_of_scope ON monitoring.receipt USING ((((village >= balai.village_from()) AND (village <= balai.village_until())) AND ((balai.village_list() IS NULL) OR (village = ANY (balai.village_list()))))) WITH CHECK ((((village >= balai.village_from()) AND (village <= balai.village_until())) AND ((balai.village_list() IS NULL) OR (village = ANY (balai.village_list())))));

ALTER TABLE monitoring.relation ENABLE ROW LEVEL SECURITY;

CREATE POLICY relation_of_scope ON monitoring.relation USING ((balai.in_scope(village) OR balai.in_scope(other_village))) WITH CHECK (balai.in_scope(village));

ALTER TABLE monitoring.rule_parameters ENABLE ROW LEVEL SECURITY;

CREATE POLICY rule_parameters_of_regency ON monitoring.rule_parameters USING ((regency = balai.regency())) WITH CHECK ((regency = balai.regency()));

ALTER TABLE monitoring.screening_cursor ENABLE ROW LEVEL SECURITY;

CREATE POLICY screening_cursor_of_scope ON monitoring.screening_cursor USING ((regency = balai.regency())) WITH CHECK (false);

ALTER TABLE monitoring.screening_day ENABLE ROW LEVEL SECURITY;

CREATE POLICY screening_day_of_scope ON monitoring.screening_day USING (false) WITH CHECK (false);

ALTER TABLE monitoring.screening_failure ENABLE ROW LEVEL SECURITY;

CREATE POLICY screening_failure_of_scope ON monitoring.screening_failure USING (false) WITH CHECK (false);

ALTER TABLE monitoring.site ENABLE ROW LEVEL SECURITY;

CREATE POLICY site_of_link ON monitoring.site FOR SELECT USING (((regency = balai.regency()) AND (project = balai.link_project())));

CREATE POLICY site_of_scope ON monitoring.site USING ((((village >= balai.village_from()) AND (village <= balai.village_until())) AND ((balai.village_list() IS NULL) OR (village = ANY (balai.village_list()))))) WITH CHECK ((((village >= balai.village_from()) AND (village <= balai.village_until())) AND ((balai.village_list() IS NULL) OR (village = ANY (balai.village_list())))));

ALTER TABLE place.district ENABLE ROW LEVEL SECURITY;

CREATE POLICY district_is_public ON place.district FOR SELECT USING (true);

CREATE POLICY district_written_by_loader ON place.district TO balai_wide USING (true) WITH CHECK (true);

ALTER TABLE place.parameter ENABLE ROW LEVEL SECURITY;

CREATE POLICY parameter_is_public ON place.parameter FOR SELECT USING (true);

CREATE POLICY parameter_written_by_loader ON place.parameter TO balai_wide USING (true) WITH CHECK (true);

ALTER TABLE place.regency ENABLE ROW LEVEL SECURITY;

CREATE POLICY regency_is_public ON place.regency FOR SELECT USING (true);

CREATE POLICY regency_written_by_loader ON place.regency TO balai_wide USING (true) WITH CHECK (true);

ALTER TABLE place.village ENABLE ROW LEVEL SECURITY;

CREATE POLICY village_is_public ON place.village FOR SELECT USING (true);

CREATE POLICY village_written_by_loader ON place.village TO balai_wide USING (true) WITH CHECK (true);

ALTER TABLE proof.checkpoint ENABLE ROW LEVEL SECURITY;

CREATE POLICY checkpoint_of_county ON proof.checkpoint USING ((regency = balai.regency()));

ALTER TABLE proof.commitment ENABLE ROW LEVEL SECURITY;

CREATE POLICY commitment_of_scope ON proof.commitment USING ((((village >= balai.village_from()) AND (village <= balai.village_until())) AND ((balai.village_list() IS NULL) OR (village = ANY (balai.village_list())))));

ALTER TABLE proof.leaf ENABLE ROW LEVEL SECURITY;

CREATE POLICY leaf_of_scope ON proof.leaf USING ((((village >= balai.village_from()) AND (village <= balai.village_until())) AND ((balai.village_list() IS NULL) OR (village = ANY (balai.village_list())))));

ALTER TABLE proof.log ENABLE ROW LEVEL SECURITY;

CREATE POLICY log_of_county ON proof.log USING ((regency = balai.regency()));

ALTER TABLE proof.pending ENABLE ROW LEVEL SECURITY;

CREATE POLICY pending_of_scope ON proof.pending USING ((((village >= balai.village_from()) AND (village <= balai.village_until())) AND ((balai.village_list() IS NULL) OR (village = ANY (balai.village_list())))));

ALTER TABLE proof.stamp ENABLE ROW LEVEL SECURITY;

CREATE POLICY stamp_of_scope ON proof.stamp USING (balai.in_scope(village)) WITH CHECK (balai.in_scope(village));

ALTER TABLE proof.tile ENABLE ROW LEVEL SECURITY;

CREATE POLICY tile_of_county ON proof.tile USING ((regency = balai.regency()));

ALTER TABLE proof.village_head ENABLE ROW LEVEL SECURITY;

CREATE POLICY village_head_of_scope ON proof.village_head USING ((((village >= balai.village_from()) AND (village <= balai.village_until())) AND ((balai.village_list() IS NULL) OR (village = ANY (balai.village_list())))));

GRANT USAGE ON SCHEMA audit TO balai_app;
GRANT USAGE ON SCHEMA audit TO balai_public;
GRANT USAGE ON SCHEMA audit TO balai_audit;
GRANT USAGE ON SCHEMA audit TO balai_backup;
GRANT ALL ON SCHEMA audit TO balai_wide;

GRANT USAGE ON SCHEMA balai TO balai_app;
GRANT USAGE ON SCHEMA balai TO balai_public;
GRANT USAGE ON SCHEMA balai TO balai_audit;
GRANT USAGE ON SCHEMA balai TO balai_backup;
GRANT ALL ON SCHEMA balai TO balai_wide;

GRANT USAGE ON SCHEMA identity TO balai_app;
GRANT USAGE ON SCHEMA identity TO balai_public;
GRANT USAGE ON SCHEMA identity TO balai_audit;
GRANT USAGE ON SCHEMA identity TO balai_backup;
GRANT ALL ON SCHEMA identity TO balai_wide;

GRANT USAGE ON SCHEMA ledger TO balai_app;
GRANT USAGE ON SCHEMA ledger TO balai_public;
GRANT USAGE ON SCHEMA ledger TO balai_audit;
GRANT USAGE ON SCHEMA ledger TO balai_backup;
GRANT ALL ON SCHEMA ledger TO balai_wide;

GRANT USAGE ON SCHEMA monitoring TO balai_app;
GRANT USAGE ON SCHEMA monitoring TO balai_public;
GRANT USAGE ON SCHEMA monitoring TO balai_audit;
GRANT USAGE ON SCHEMA monitoring TO balai_backup;
GRANT ALL ON SCHEMA monitoring TO balai_wide;

GRANT USAGE ON SCHEMA place TO balai_app;
GRANT USAGE ON SCHEMA place TO balai_public;
GRANT USAGE ON SCHEMA place TO balai_audit;
GRANT USAGE ON SCHEMA place TO balai_backup;
GRANT ALL ON SCHEMA place TO balai_wide;

GRANT USAGE ON SCHEMA proof TO balai_app;
GRANT USAGE ON SCHEMA proof TO balai_public;
GRANT USAGE ON SCHEMA proof TO balai_audit;
GRANT USAGE ON SCHEMA proof TO balai_backup;
GRANT ALL ON SCHEMA proof TO balai_wide;

REVOKE USAGE ON SCHEMA public FROM PUBLIC;

GRANT USAGE ON SCHEMA web TO balai_app;
GRANT USAGE ON SCHEMA web TO balai_public;
GRANT USAGE ON SCHEMA web TO balai_backup;
GRANT ALL ON SCHEMA web TO balai_wide;

REVOKE ALL ON FUNCTION audit.hash_of(p_value jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION audit.hash_of(p_value jsonb) TO balai_wide;

REVOKE ALL ON FUNCTION audit.record(p_verb text, p_village bigint, p_object_kind text, p_object_id uuid, p_before jsonb, p_after jsonb, p_facts jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION audit.record(p_verb text, p_village bigint, p_object_kind text, p_object_id uuid, p_before jsonb, p_after jsonb, p_facts jsonb) TO balai_wide;

REVOKE ALL ON FUNCTION audit.refuse_change() FROM PUBLIC;

REVOKE ALL ON FUNCTION balai.account() FROM PUBLIC;
GRANT ALL ON FUNCTION balai.account() TO balai_app;
GRANT ALL ON FUNCTION balai.account() TO balai_public;
GRANT ALL ON FUNCTION balai.account() TO balai_audit;
GRANT ALL ON FUNCTION balai.account() TO balai_backup;
GRANT ALL ON FUNCTION balai.account() TO balai_wide;

REVOKE ALL ON FUNCTION balai.claim(p_id uuid, p_route text, p_fingerprint bytea, p_village bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION balai.claim(p_id uuid, p_route text, p_fingerprint bytea, p_village bigint) TO balai_wide;

REVOKE ALL ON FUNCTION balai.in_scope(p_village bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION balai.in_scope(p_village bigint) TO balai_app;
GRANT ALL ON FUNCTION balai.in_scope(p_village bigint) TO balai_public;
GRANT ALL ON FUNCTION balai.in_scope(p_village bigint) TO balai_audit;
GRANT ALL ON FUNCTION balai.in_scope(p_village bigint) TO balai_backup;
GRANT ALL ON FUNCTION balai.in_scope(p_village bigint) TO balai_wide;

REVOKE ALL ON FUNCTION balai.keep(p_id uuid, p_village bigint, p_answer jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION balai.keep(p_id uuid, p_village bigint, p_answer jsonb) TO balai_wide;

REVOKE ALL ON FUNCTION balai.keep_until(p_kind text) FROM PUBLIC;
GRANT ALL ON FUNCTION balai.keep_until(p_kind text) TO balai_wide;

REVOKE ALL ON FUNCTION balai.link() FROM PUBLIC;
GRANT ALL ON FUNCTION balai.link() TO balai_app;
GRANT ALL ON FUNCTION balai.link() TO balai_public;
GRANT ALL ON FUNCTION balai.link() TO balai_audit;
GRANT ALL ON FUNCTION balai.link() TO balai_backup;
GRANT ALL ON FUNCTION balai.link() TO balai_wide;

REVOKE ALL ON FUNCTION balai.link_project() FROM PUBLIC;
GRANT ALL ON FUNCTION balai.link_project() TO balai_app;
GRANT ALL ON FUNCTION balai.link_project() TO balai_public;
GRANT ALL ON FUNCTION balai.link_project() TO balai_audit;
GRANT ALL ON FUNCTION balai.link_project() TO balai_backup;
GRANT ALL ON FUNCTION balai.link_project() TO balai_wide;

REVOKE ALL ON FUNCTION balai.parameter(p_regency integer, p_key text, p_day date, p_default jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION balai.parameter(p_regency integer, p_key text, p_day date, p_default jsonb) TO balai_app;
GRANT ALL ON FUNCTION balai.parameter(p_regency integer, p_key text, p_day date, p_default jsonb) TO balai_public;
GRANT ALL ON FUNCTION balai.parameter(p_regency integer, p_key text, p_day date, p_default jsonb) TO balai_audit;
GRANT ALL ON FUNCTION balai.parameter(p_regency integer, p_key text, p_day date, p_default jsonb) TO balai_backup;
GRANT ALL ON FUNCTION balai.parameter(p_regency integer, p_key text, p_day date, p_default jsonb) TO balai_wide;

REVOKE ALL ON FUNCTION balai.person() FROM PUBLIC;
GRANT ALL ON FUNCTION balai.person() TO balai_app;
GRANT ALL ON FUNCTION balai.person() TO balai_public;
GRANT ALL ON FUNCTION balai.person() TO balai_audit;
GRANT ALL ON FUNCTION balai.person() TO balai_backup;
GRANT ALL ON FUNCTION balai.person() TO balai_wide;

REVOKE ALL ON FUNCTION balai.refuse(code text, facts jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION balai.refuse(code text, facts jsonb) TO balai_app;
GRANT ALL ON FUNCTION balai.refuse(code text, facts jsonb) TO balai_public;
GRANT ALL ON FUNCTION balai.refuse(code text, facts jsonb) TO balai_audit;
GRANT ALL ON FUNCTION balai.refuse(code text, facts jsonb) TO balai_backup;
GRANT ALL ON FUNCTION balai.refuse(code text, facts jsonb) TO balai_wide;

REVOKE ALL ON FUNCTION balai.regency() FROM PUBLIC;
GRANT ALL ON FUNCTION balai.regency() TO balai_app;
GRANT ALL ON FUNCTION balai.regency() TO balai_public;
GRANT ALL ON FUNCTION balai.regency() TO balai_audit;
GRANT ALL ON FUNCTION balai.regency() TO balai_backup;
GRANT ALL ON FUNCTION balai.regency() TO balai_wide;

REVOKE ALL ON FUNCTION balai.request() FROM PUBLIC;
GRANT ALL ON FUNCTION balai.request() TO balai_app;
GRANT ALL ON FUNCTION balai.request() TO balai_public;
GRANT ALL ON FUNCTION balai.request() TO balai_audit;
GRANT ALL ON FUNCTION balai.request() TO balai_backup;
GRANT ALL ON FUNCTION balai.request() TO balai_wide;

REVOKE ALL ON FUNCTION balai.require_post(p_village bigint, VARIADIC p_roles text[]) FROM PUBLIC;
GRANT ALL ON FUNCTION balai.require_post(p_village bigint, VARIADIC p_roles text[]) TO balai_app;
GRANT ALL ON FUNCTION balai.require_post(p_village bigint, VARIADIC p_roles text[]) TO balai_wide;

REVOKE ALL ON FUNCTION balai.require_post_on(p_day date, p_village bigint, VARIADIC p_roles text[]) FROM PUBLIC;
GRANT ALL ON FUNCTION balai.require_post_on(p_day date, p_village bigint, VARIADIC p_roles text[]) TO balai_app;
GRANT ALL ON FUNCTION balai.require_post_on(p_day date, p_village bigint, VARIADIC p_roles text[]) TO balai_wide;

REVOKE ALL ON FUNCTION balai.require_second_factor() FROM PUBLIC;
GRANT ALL ON FUNCTION balai.require_second_factor() TO balai_app;
GRANT ALL ON FUNCTION balai.require_second_factor() TO balai_wide;

REVOKE ALL ON FUNCTION balai.sweep() FROM PUBLIC;
GRANT ALL ON FUNCTION balai.sweep() TO balai_app;

REVOKE ALL ON FUNCTION balai.today(p_regency integer) FROM PUBLIC;
GRANT ALL ON FUNCTION balai.today(p_regency integer) TO balai_app;
GRANT ALL ON FUNCTION balai.today(p_regency integer) TO balai_public;
GRANT ALL ON FUNCTION balai.today(p_regency integer) TO balai_audit;
GRANT ALL ON FUNCTION balai.today(p_regency integer) TO balai_backup;
GRANT ALL ON FUNCTION balai.today(p_regency integer) TO balai_wide;

REVOKE ALL ON FUNCTION balai.village_from() FROM PUBLIC;
GRANT ALL ON FUNCTION balai.village_from() TO balai_app;
GRANT ALL ON FUNCTION balai.village_from() TO balai_public;
GRANT ALL ON FUNCTION balai.village_from() TO balai_audit;
GRANT ALL ON FUNCTION balai.village_from() TO balai_backup;
GRANT ALL ON FUNCTION balai.village_from() TO balai_wide;

REVOKE ALL ON FUNCTION balai.village_list() FROM PUBLIC;
GRANT ALL ON FUNCTION balai.village_list() TO balai_app;
GRANT ALL ON FUNCTION balai.village_list() TO balai_public;
GRANT ALL ON FUNCTION balai.village_list() TO balai_audit;
GRANT ALL ON FUNCTION balai.village_list() TO balai_backup;
GRANT ALL ON FUNCTION balai.village_list() TO balai_wide;

REVOKE ALL ON FUNCTION balai.village_until() FROM PUBLIC;
GRANT ALL ON FUNCTION balai.village_until() TO balai_app;
GRANT ALL ON FUNCTION balai.village_until() TO balai_public;
GRANT ALL ON FUNCTION balai.village_until() TO balai_audit;
GRANT ALL ON FUNCTION balai.village_until() TO balai_backup;
GRANT ALL ON FUNCTION balai.village_until() TO balai_wide;

REVOKE ALL ON FUNCTION identity.accept_second_factor(p_token_hash bytea, p_step bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION identity.accept_second_factor(p_token_hash bytea, p_step bigint) TO balai_app;

REVOKE ALL ON FUNCTION identity.accounts(p_search text, p_after text, p_limit integer, p_only uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION identity.accounts(p_search text, p_after text, p_limit integer, p_only uuid) TO balai_app;

REVOKE ALL ON FUNCTION identity.appoint(p_post uuid, p_person uuid, p_role text, p_place bigint, p_villages bigint[], p_from date, p_until date, p_standing text, p_decree text) FROM PUBLIC;
GRANT ALL ON FUNCTION identity.appoint(p_post uuid, p_person uuid, p_role text, p_place bigint, p_villages bigint[], p_from date, p_until date, p_standing text, p_decree text) TO balai_app;

REVOKE ALL ON FUNCTION identity.bootstrap_account(p_regency integer, p_account uuid, p_person uuid, p_post uuid, p_name text, p_username text, p_role text, p_place bigint, p_from date, p_decree text, p_password_hash text, p_slip_hash bytea) FROM PUBLIC;
GRANT ALL ON FUNCTION identity.bootstrap_account(p_regency integer, p_account uuid, p_person uuid, p_post uuid, p_name text, p_username text, p_role text, p_place bigint, p_from date, p_decree text, p_password_hash text, p_slip_hash bytea) TO balai_owner;

REVOKE ALL ON FUNCTION identity.change_password(p_token_hash bytea, p_password_hash text) FROM PUBLIC;
GRANT ALL ON FUNCTION identity.change_password(p_token_hash bytea, p_password_hash text) TO balai_app;

REVOKE ALL ON FUNCTION identity.close_account(p_account uuid, p_revision integer) FROM PUBLIC;
GRANT ALL ON FUNCTION identity.close_account(p_account uuid, p_revision integer) TO balai_app;

REVOKE ALL ON FUNCTION identity.count_failure(p_regency integer, p_account uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION identity.count_failure(p_regency integer, p_account uuid) TO balai_app;

REVOKE ALL ON FUNCTION identity.create_account(p_id uuid, p_person uuid, p_name text, p_username text, p_post uuid, p_role text, p_place bigint, p_villages bigint[], p_from date, p_until date, p_standing text, p_decree text) FROM PUBLIC;
GRANT ALL ON FUNCTION identity.create_account(p_id uuid, p_person uuid, p_name text, p_username text, p_post uuid, p_role text, p_place bigint, p_villages bigint[], p_from date, p_until date, p_standing text, p_decree text) TO balai_app;

REVOKE ALL ON FUNCTION identity.end_post(p_post uuid, p_until date, p_revision integer) FROM PUBLIC;
GRANT ALL ON FUNCTION identity.end_post(p_post uuid, p_until date, p_revision integer) TO balai_app;

REVOKE ALL ON FUNCTION identity.end_session(p_token_hash bytea) FROM PUBLIC;
GRANT ALL ON FUNCTION identity.end_session(p_token_hash bytea) TO balai_app;

REVOKE ALL ON FUNCTION identity.end_session_marked(p_mark text) FROM PUBLIC;
GRANT ALL ON FUNCTION identity.end_session_marked(p_mark text) TO balai_app;

REVOKE ALL ON FUNCTION identity.enrol_second_factor(p_secret bytea) FROM PUBLIC;
GRANT ALL ON FUNCTION identity.enrol_second_factor(p_secret bytea) TO balai_app;

REVOKE ALL ON FUNCTION identity.enter(p_token_hash bytea, p_request text) FROM PUBLIC;
GRANT ALL ON FUNCTION identity.enter(p_token_hash bytea, p_request text) TO balai_app;
GRANT ALL ON FUNCTION identity.enter(p_token_hash bytea, p_request text) TO balai_audit;

REVOKE ALL ON FUNCTION identity.holds(p_role text, p_village bigint, p_day date) FROM PUBLIC;
GRANT ALL ON FUNCTION identity.holds(p_role text, p_village bigint, p_day date) TO balai_app;
GRANT ALL ON FUNCTION identity.holds(p_role text, p_village bigint, p_day date) TO balai_owner;

REVOKE ALL ON FUNCTION identity.insert_account(p_regency integer, p_person uuid, p_name text, p_account uuid, p_username text) FROM PUBLIC;

REVOKE ALL ON FUNCTION identity.insert_post(p_regency integer, p_post uuid, p_person uuid, p_role text, p_place bigint, p_villages bigint[], p_from date, p_until date, p_standing text, p_decree text) FROM PUBLIC;

REVOKE ALL ON FUNCTION identity.is_filled(p_role text, p_village bigint, p_day date) FROM PUBLIC;
GRANT ALL ON FUNCTION identity.is_filled(p_role text, p_village bigint, p_day date) TO balai_app;
GRANT ALL ON FUNCTION identity.is_filled(p_role text, p_village bigint, p_day date) TO balai_owner;

REVOKE ALL ON FUNCTION identity.is_fresh() FROM PUBLIC;
GRANT ALL ON FUNCTION identity.is_fresh() TO balai_owner;

REVOKE ALL ON FUNCTION identity.make_slip(p_account uuid, p_token_hash bytea) FROM PUBLIC;
GRANT ALL ON FUNCTION identity.make_slip(p_account uuid, p_token_hash bytea) TO balai_app;

REVOKE ALL ON FUNCTION identity.may_reset(p_account uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION identity.may_reset(p_account uuid) TO balai_app;

REVOKE ALL ON FUNCTION identity.my_sessions() FROM PUBLIC;
GRANT ALL ON FUNCTION identity.my_sessions() TO balai_app;

REVOKE ALL ON FUNCTION identity.open_session(p_regency integer, p_account uuid, p_token_hash bytea, p_csrf text, p_kind text, p_label text, p_hours integer) FROM PUBLIC;
GRANT ALL ON FUNCTION identity.open_session(p_regency integer, p_account uuid, p_token_hash bytea, p_csrf text, p_kind text, p_label text, p_hours integer) TO balai_app;

REVOKE ALL ON FUNCTION identity.require_county() FROM PUBLIC;
GRANT ALL ON FUNCTION identity.require_county() TO balai_wide;

REVOKE ALL ON FUNCTION identity.scope_of(p_regency integer, p_person uuid, p_day date, OUT scope_from bigint, OUT scope_until bigint, OUT scope_list bigint[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION identity.second_factor_facts() FROM PUBLIC;
GRANT ALL ON FUNCTION identity.second_factor_facts() TO balai_app;

REVOKE ALL ON FUNCTION identity.session_of(p_token_hash bytea) FROM PUBLIC;
GRANT ALL ON FUNCTION identity.session_of(p_token_hash bytea) TO balai_app;
GRANT ALL ON FUNCTION identity.session_of(p_token_hash bytea) TO balai_audit;

REVOKE ALL ON FUNCTION identity.set_language(p_language text) FROM PUBLIC;
GRANT ALL ON FUNCTION identity.set_language(p_language text) TO balai_app;

REVOKE ALL ON FUNCTION identity.sign_in_facts(p_regency integer, p_username text) FROM PUBLIC;
GRANT ALL ON FUNCTION identity.sign_in_facts(p_regency integer, p_username text) TO balai_app;

REVOKE ALL ON FUNCTION identity.slip_facts(p_token_hash bytea) FROM PUBLIC;
GRANT ALL ON FUNCTION identity.slip_facts(p_token_hash bytea) TO balai_app;

REVOKE ALL ON FUNCTION identity.use_slip(p_token_hash bytea, p_password_hash text) FROM PUBLIC;
GRANT ALL ON FUNCTION identity.use_slip(p_token_hash bytea, p_password_hash text) TO balai_app;

REVOKE ALL ON FUNCTION ledger.agree_version(p_version uuid, p_revision integer, p_number text, p_date date, p_note text) FROM PUBLIC;
GRANT ALL ON FUNCTION ledger.agree_version(p_version uuid, p_revision integer, p_number text, p_date date, p_note text) TO balai_app;

REVOKE ALL ON FUNCTION ledger.answer_remark(p_version uuid, p_id uuid, p_answer text) FROM PUBLIC;
GRANT ALL ON FUNCTION ledger.answer_remark(p_version uuid, p_id uuid, p_answer text) TO balai_app;

REVOKE ALL ON FUNCTION ledger.approve_settlement(p_id uuid, p_revision integer, p_day date) FROM PUBLIC;
GRANT ALL ON FUNCTION ledger.approve_settlement(p_id uuid, p_revision integer, p_day date) TO balai_app;

REVOKE ALL ON FUNCTION ledger.approve_spp(p_id uuid, p_revision integer, p_day date) FROM PUBLIC;
GRANT ALL ON FUNCTION ledger.approve_spp(p_id uuid, p_revision integer, p_day date) TO balai_app;

REVOKE ALL ON FUNCTION ledger.ask_override(p_spp uuid, p_reason text) FROM PUBLIC;
GRANT ALL ON FUNCTION ledger.ask_override(p_spp uuid, p_reason text) TO balai_app;

REVOKE ALL ON FUNCTION ledger.attach_scan(p_id uuid, p_spp uuid, p_sha256 bytea, p_bytes integer, p_kind text, p_name text) FROM PUBLIC;
GRANT ALL ON FUNCTION ledger.attach_scan(p_id uuid, p_spp uuid, p_sha256 bytea, p_bytes integer, p_kind text, p_name text) TO balai_app;

REVOKE ALL ON FUNCTION ledger.book_cash_move(p_id uuid, p_village bigint, p_year integer, p_kind text, p_day date, p_fund text, p_amount_sen bigint, p_description text, p_line jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION ledger.book_cash_move(p_id uuid, p_village bigint, p_year integer, p_kind text, p_day date, p_fund text, p_amount_sen bigint, p_description text, p_line jsonb) TO balai_app;

REVOKE ALL ON FUNCTION ledger.book_receipt(p_id uuid, p_village bigint, p_year integer, p_day date, p_account text, p_fund text, p_amount_sen bigint, p_payer text, p_description text, p_place text, p_corrects uuid) FROM PUBLIC;

REVOKE ALL ON FUNCTION ledger.book_settlement(p_id uuid, p_revision integer, p_day date, p_place text, p_taxes jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION ledger.book_settlement(p_id uuid, p_revision integer, p_day date, p_place text, p_taxes jsonb) TO balai_app;

REVOKE ALL ON FUNCTION ledger.book_totals(p_book text, p_village bigint, p_year integer, p_from date, p_until date, p_fund text) FROM PUBLIC;
GRANT ALL ON FUNCTION ledger.book_totals(p_book text, p_village bigint, p_year integer, p_from date, p_until date, p_fund text) TO balai_app;
GRANT ALL ON FUNCTION ledger.book_totals(p_book text, p_village bigint, p_year integer, p_from date, p_until date, p_fund text) TO balai_audit;

REVOKE ALL ON FUNCTION ledger.cancel_disbursement(p_id uuid, p_revision integer) FROM PUBLIC;
GRANT ALL ON FUNCTION ledger.cancel_disbursement(p_id uuid, p_revision integer) TO balai_app;

REVOKE ALL ON FUNCTION ledger.cash_account(p_place text) FROM PUBLIC;

REVOKE ALL ON FUNCTION ledger.change_request(p_village bigint, p_document uuid, p_request jsonb) FROM PUBLIC;

GRANT SELECT ON TABLE ledger.spp TO balai_app;
GRANT SELECT ON TABLE ledger.spp TO balai_audit;
GRANT SELECT ON TABLE ledger.spp TO balai_backup;
GRANT SELECT ON TABLE ledger.spp TO balai_wide;

REVOKE ALL ON FUNCTION ledger.close_advance(p_spp ledger.spp, p_day date) FROM PUBLIC;

REVOKE ALL ON FUNCTION ledger.copy_last_year(p_request uuid, p_version uuid, p_revision integer) FROM PUBLIC;
GRANT ALL ON FUNCTION ledger.copy_last_year(p_request uuid, p_version uuid, p_revision integer) TO balai_app;

REVOKE ALL ON FUNCTION ledger.copy_lines(p_regency integer, p_from uuid, p_to uuid) FROM PUBLIC;

REVOKE ALL ON FUNCTION ledger.correct_receipt(p_id uuid, p_entry uuid, p_day date, p_reason text, p_account text, p_fund text, p_amount_sen bigint, p_payer text, p_description text, p_place text) FROM PUBLIC;
GRANT ALL ON FUNCTION ledger.correct_receipt(p_id uuid, p_entry uuid, p_day date, p_reason text, p_account text, p_fund text, p_amount_sen bigint, p_payer text, p_description text, p_place text) TO balai_app;

REVOKE ALL ON FUNCTION ledger.create_spp(p_id uuid, p_village bigint, p_year integer, p_kind text, p_day date, p_purpose text, p_payee text, p_lines jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION ledger.create_spp(p_id uuid, p_village bigint, p_year integer, p_kind text, p_day date, p_purpose text, p_payee text, p_lines jsonb) TO balai_app;

REVOKE ALL ON FUNCTION ledger.delete_line(p_version uuid, p_revision integer, p_activity text, p_account text, p_fund text, p_sub text) FROM PUBLIC;
GRANT ALL ON FUNCTION ledger.delete_line(p_version uuid, p_revision integer, p_activity text, p_account text, p_fund text, p_sub text) TO balai_app;

REVOKE ALL ON FUNCTION ledger.delete_spp(p_id uuid, p_revision integer) FROM PUBLIC;
GRANT ALL ON FUNCTION ledger.delete_spp(p_id uuid, p_revision integer) TO balai_app;

REVOKE ALL ON FUNCTION ledger.delete_version(p_version uuid, p_revision integer) FROM PUBLIC;
GRANT ALL ON FUNCTION ledger.delete_version(p_version uuid, p_revision integer) TO balai_app;

REVOKE ALL ON FUNCTION ledger.deposit_taxes(p_id uuid, p_village bigint, p_year integer, p_day date, p_place text, p_ntpn text, p_withholdings uuid[]) FROM PUBLIC;
GRANT ALL ON FUNCTION ledger.deposit_taxes(p_id uuid, p_village bigint, p_year integer, p_day date, p_place text, p_ntpn text, p_withholdings uuid[]) TO balai_app;

REVOKE ALL ON FUNCTION ledger.detach_scan(p_id uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION ledger.detach_scan(p_id uuid) TO balai_app;

REVOKE ALL ON FUNCTION ledger.evaluate_version(p_version uuid, p_revision integer, p_accepted boolean, p_note text) FROM PUBLIC;
GRANT ALL ON FUNCTION ledger.evaluate_version(p_version uuid, p_revision integer, p_accepted boolean, p_note text) TO balai_app;

REVOKE ALL ON FUNCTION ledger.fill_lists(p_regency integer, p_year integer) FROM PUBLIC;

REVOKE ALL ON FUNCTION ledger.fingerprint(VARIADIC p_parts text[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION ledger.gate_of(p_spp uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION ledger.gate_of(p_spp uuid) TO balai_app;

GRANT SELECT ON TABLE ledger.gate_rule TO balai_app;
GRANT SELECT ON TABLE ledger.gate_rule TO balai_audit;
GRANT SELECT ON TABLE ledger.gate_rule TO balai_backup;
GRANT SELECT ON TABLE ledger.gate_rule TO balai_wide;

REVOKE ALL ON FUNCTION ledger.gate_rules_on(p_regency integer, p_day date) FROM PUBLIC;
GRANT ALL ON FUNCTION ledger.gate_rules_on(p_regency integer, p_day date) TO balai_app;

REVOKE ALL ON FUNCTION ledger.gate_standing(p_spp ledger.spp, p_verb text, p_day date) FROM PUBLIC;

REVOKE ALL ON FUNCTION ledger.give_back(p_id uuid, p_spp uuid, p_kind text, p_day date, p_place text, p_payer text, p_description text, p_lines jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION ledger.give_back(p_id uuid, p_spp uuid, p_kind text, p_day date, p_place text, p_payer text, p_description text, p_lines jsonb) TO balai_app;

REVOKE ALL ON FUNCTION ledger.grant_override(p_spp uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION ledger.grant_override(p_spp uuid) TO balai_app;

REVOKE ALL ON FUNCTION ledger.import_activities(p_village bigint, p_year integer, p_activities jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION ledger.import_budget(p_import jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION ledger.import_codes(p_regency integer, p_year integer, p_codes jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION ledger.import_place(p_import jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION ledger.import_request(p_village bigint, p_year integer, p_document uuid, p_request jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION ledger.import_version(p_regency integer, p_village bigint, p_year integer, p_ordinal integer, p_budget jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION ledger.import_voucher(p_village bigint, p_year integer, p_voucher jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION ledger.import_vouchers(p_import jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION ledger.is_repeated_step(p_spp ledger.spp, p_revision integer, p_verb text) FROM PUBLIC;

GRANT SELECT ON TABLE ledger.budget_version TO balai_app;
GRANT SELECT ON TABLE ledger.budget_version TO balai_audit;
GRANT SELECT ON TABLE ledger.budget_version TO balai_backup;
GRANT SELECT ON TABLE ledger.budget_version TO balai_wide;

REVOKE ALL ON FUNCTION ledger.is_repeated_version_step(p_version ledger.budget_version, p_revision integer, p_verb text) FROM PUBLIC;

REVOKE ALL ON FUNCTION ledger.largest_sen() FROM PUBLIC;
GRANT ALL ON FUNCTION ledger.largest_sen() TO balai_wide;

REVOKE ALL ON FUNCTION ledger.load_accounts(p_rows jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION ledger.load_activities(p_rows jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION ledger.load_fund_sources(p_rows jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION ledger.lock_document(p_regency integer, p_document uuid) FROM PUBLIC;

REVOKE ALL ON FUNCTION ledger.lock_spp_lines(p_regency integer, p_spp uuid) FROM PUBLIC;

REVOKE ALL ON FUNCTION ledger.month_bit(p_day date) FROM PUBLIC;

REVOKE ALL ON FUNCTION ledger.move_advance(p_spp ledger.spp, p_lines jsonb, p_is_spent boolean) FROM PUBLIC;

REVOKE ALL ON FUNCTION ledger.move_cash(p_village bigint, p_year integer, p_fund text, p_place text, p_amount_sen bigint) FROM PUBLIC;

REVOKE ALL ON FUNCTION ledger.move_period(p_id uuid, p_village bigint, p_year integer, p_month integer, p_verb text, p_reason text) FROM PUBLIC;
GRANT ALL ON FUNCTION ledger.move_period(p_id uuid, p_village bigint, p_year integer, p_month integer, p_verb text, p_reason text) TO balai_app;

REVOKE ALL ON FUNCTION ledger.move_refund(p_spp ledger.spp, p_lines jsonb, p_sign integer) FROM PUBLIC;

REVOKE ALL ON FUNCTION ledger.move_spp(p_spp ledger.spp, p_verb text, p_state text, p_role text, p_day date, p_note text, p_facts jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION ledger.move_version(p_version ledger.budget_version, p_verb text, p_state text, p_note text) FROM PUBLIC;

REVOKE ALL ON FUNCTION ledger.new_id() FROM PUBLIC;

REVOKE ALL ON FUNCTION ledger.next_number(p_village bigint, p_year integer, p_series text) FROM PUBLIC;

REVOKE ALL ON FUNCTION ledger.open_version(p_id uuid, p_village bigint, p_year integer, p_kind text) FROM PUBLIC;
GRANT ALL ON FUNCTION ledger.open_version(p_id uuid, p_village bigint, p_year integer, p_kind text) TO balai_app;

REVOKE ALL ON FUNCTION ledger.pay_out(p_spp ledger.spp, p_place text) FROM PUBLIC;

REVOKE ALL ON FUNCTION ledger.pay_spp(p_id uuid, p_revision integer, p_day date, p_place text, p_taxes jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION ledger.pay_spp(p_id uuid, p_revision integer, p_day date, p_place text, p_taxes jsonb) TO balai_app;

REVOKE ALL ON FUNCTION ledger.plan_disbursements(p_id uuid, p_regency integer, p_year integer, p_rows jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION ledger.plan_disbursements(p_id uuid, p_regency integer, p_year integer, p_rows jsonb) TO balai_app;

GRANT SELECT ON TABLE ledger.cash_move TO balai_app;
GRANT SELECT ON TABLE ledger.cash_move TO balai_audit;
GRANT SELECT ON TABLE ledger.cash_move TO balai_backup;
GRANT SELECT ON TABLE ledger.cash_move TO balai_wide;

REVOKE ALL ON FUNCTION ledger.post_cash_move(p_move ledger.cash_move) FROM PUBLIC;

REVOKE ALL ON FUNCTION ledger.post_deposit(p_id uuid, p_village bigint, p_year integer, p_day date, p_place text, p_ntpn text, p_withholdings uuid[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION ledger.post_give_back(p_spp ledger.spp, p_id uuid, p_kind text, p_day date, p_place text, p_payer text, p_description text, p_lines jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION ledger.post_payment(p_spp ledger.spp, p_day date, p_held_in text) FROM PUBLIC;

GRANT SELECT ON TABLE ledger.settlement TO balai_app;
GRANT SELECT ON TABLE ledger.settlement TO balai_audit;
GRANT SELECT ON TABLE ledger.settlement TO balai_backup;
GRANT SELECT ON TABLE ledger.settlement TO balai_wide;

REVOKE ALL ON FUNCTION ledger.post_settlement(p_settlement ledger.settlement, p_day date, p_place text) FROM PUBLIC;

REVOKE ALL ON FUNCTION ledger.post_version(p_version uuid, p_revision integer, p_number text, p_date date) FROM PUBLIC;
GRANT ALL ON FUNCTION ledger.post_version(p_version uuid, p_revision integer, p_number text, p_date date) TO balai_app;

REVOKE ALL ON FUNCTION ledger.proof_of(p_kind text, p_number integer) FROM PUBLIC;
GRANT ALL ON FUNCTION ledger.proof_of(p_kind text, p_number integer) TO balai_app;
GRANT ALL ON FUNCTION ledger.proof_of(p_kind text, p_number integer) TO balai_audit;

REVOKE ALL ON FUNCTION ledger.propose_taxes(p_id uuid, p_revision integer, p_taxes jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION ledger.propose_taxes(p_id uuid, p_revision integer, p_taxes jsonb) TO balai_app;

REVOKE ALL ON FUNCTION ledger.proposed_taxes(p_regency integer, p_spp uuid) FROM PUBLIC;

REVOKE ALL ON FUNCTION ledger.put_taxes(p_spp ledger.spp, p_taxes jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION ledger.rab_amount(p_volume numeric, p_price_sen numeric) FROM PUBLIC;

REVOKE ALL ON FUNCTION ledger.read_book(p_book text, p_village bigint, p_year integer, p_from date, p_until date, p_fund text) FROM PUBLIC;
GRANT ALL ON FUNCTION ledger.read_book(p_book text, p_village bigint, p_year integer, p_from date, p_until date, p_fund text) TO balai_app;
GRANT ALL ON FUNCTION ledger.read_book(p_book text, p_village bigint, p_year integer, p_from date, p_until date, p_fund text) TO balai_audit;

REVOKE ALL ON FUNCTION ledger.realisation_cells(p_village bigint, p_year integer, p_until date) FROM PUBLIC;
GRANT ALL ON FUNCTION ledger.realisation_cells(p_village bigint, p_year integer, p_until date) TO balai_app;

REVOKE ALL ON FUNCTION ledger.receive_disbursement(p_id uuid, p_disbursement uuid, p_revision integer, p_day date, p_account text) FROM PUBLIC;
GRANT ALL ON FUNCTION ledger.receive_disbursement(p_id uuid, p_disbursement uuid, p_revision integer, p_day date, p_account text) TO balai_app;

REVOKE ALL ON FUNCTION ledger.receive_income(p_id uuid, p_village bigint, p_year integer, p_day date, p_account text, p_fund text, p_amount_sen bigint, p_payer text, p_description text, p_place text) FROM PUBLIC;
GRANT ALL ON FUNCTION ledger.receive_income(p_id uuid, p_village bigint, p_year integer, p_day date, p_account text, p_fund text, p_amount_sen bigint, p_payer text, p_description text, p_place text) TO balai_app;

REVOKE ALL ON FUNCTION ledger.refuse_closed(p_village bigint, p_year integer, p_day date) FROM PUBLIC;

REVOKE ALL ON FUNCTION ledger.refuse_loss() FROM PUBLIC;

REVOKE ALL ON FUNCTION ledger.refuse_stray(p_constraint text) FROM PUBLIC;

REVOKE ALL ON FUNCTION ledger.reject_spp(p_id uuid, p_revision integer, p_reason text) FROM PUBLIC;
GRANT ALL ON FUNCTION ledger.reject_spp(p_id uuid, p_revision integer, p_reason text) TO balai_app;

REVOKE ALL ON FUNCTION ledger.release_request(p_regency integer, p_spp uuid) FROM PUBLIC;

REVOKE ALL ON FUNCTION ledger.remark_line(p_id uuid, p_version uuid, p_activity text, p_account text, p_fund text, p_sub text, p_remark text, p_binding boolean) FROM PUBLIC;
GRANT ALL ON FUNCTION ledger.remark_line(p_id uuid, p_version uuid, p_activity text, p_account text, p_fund text, p_sub text, p_remark text, p_binding boolean) TO balai_app;

REVOKE ALL ON FUNCTION ledger.request_lines(p_regency integer, p_village bigint, p_year integer, p_spp uuid, p_lines jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION ledger.require_balanced_entry() FROM PUBLIC;

REVOKE ALL ON FUNCTION ledger.require_balanced_version(p_version ledger.budget_version) FROM PUBLIC;

REVOKE ALL ON FUNCTION ledger.require_cash_move(p_village bigint, p_year integer, p_kind text, p_fund text, p_amount_sen bigint, p_description text, p_line jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION ledger.require_ceiling_rows(p_regency integer, p_year integer, p_basis text, p_rows jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION ledger.require_day(p_village bigint, p_year integer, p_day date) FROM PUBLIC;

REVOKE ALL ON FUNCTION ledger.require_depositable(p_village bigint, p_year integer, p_day date, p_ntpn text, p_withholdings uuid[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION ledger.require_desa(p_village bigint) FROM PUBLIC;

REVOKE ALL ON FUNCTION ledger.require_evidence(p_spp ledger.spp, p_verb text, p_day date) FROM PUBLIC;

REVOKE ALL ON FUNCTION ledger.require_hand_limit(p_village bigint, p_year integer, p_day date) FROM PUBLIC;

REVOKE ALL ON FUNCTION ledger.require_known_lines() FROM PUBLIC;

REVOKE ALL ON FUNCTION ledger.require_known_receipt() FROM PUBLIC;

REVOKE ALL ON FUNCTION ledger.require_lines(p_regency integer, p_year integer, p_lines jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION ledger.require_lines_of_rab() FROM PUBLIC;

REVOKE ALL ON FUNCTION ledger.require_no_remarks(p_version ledger.budget_version, p_verb text) FROM PUBLIC;

REVOKE ALL ON FUNCTION ledger.require_open_lines(p_spp ledger.spp, p_kind text, p_lines jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION ledger.require_other_person(p_version ledger.budget_version, p_verb text, VARIADIC p_earlier text[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION ledger.require_other_person(p_spp ledger.spp, p_verb text, p_role text) FROM PUBLIC;

REVOKE ALL ON FUNCTION ledger.require_post(p_village bigint, p_day date, VARIADIC p_roles text[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION ledger.require_purpose(p_purpose text, p_payee text) FROM PUBLIC;

REVOKE ALL ON FUNCTION ledger.require_rab(p_lines jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION ledger.require_requester(p_spp ledger.spp) FROM PUBLIC;

REVOKE ALL ON FUNCTION ledger.require_settlement(p_settlement ledger.settlement, p_revision integer, p_verb text, p_role text, VARIADIC p_states text[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION ledger.require_sound_legs() FROM PUBLIC;

REVOKE ALL ON FUNCTION ledger.require_spp(p_spp ledger.spp, p_revision integer, p_verb text, VARIADIC p_states text[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION ledger.require_spp_lines(p_village bigint, p_year integer, p_kind text, p_lines jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION ledger.require_spp_taxes(p_spp ledger.spp, p_day date, p_taxes jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION ledger.require_step_day(p_spp ledger.spp, p_day date, p_earliest date) FROM PUBLIC;

REVOKE ALL ON FUNCTION ledger.require_taxes(p_village bigint, p_day date, p_taxes jsonb, p_gross jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION ledger.require_unposted() FROM PUBLIC;

REVOKE ALL ON FUNCTION ledger.require_version(p_version ledger.budget_version, p_revision integer, p_verb text, VARIADIC p_states text[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION ledger.require_version_unposted() FROM PUBLIC;

REVOKE ALL ON FUNCTION ledger.require_within_budget(p_regency integer, p_spp uuid, p_with_requested boolean) FROM PUBLIC;

REVOKE ALL ON FUNCTION ledger.require_within_ceilings(p_version ledger.budget_version) FROM PUBLIC;

REVOKE ALL ON FUNCTION ledger.reserve_lines(p_spp ledger.spp) FROM PUBLIC;

REVOKE ALL ON FUNCTION ledger.return_settlement(p_id uuid, p_revision integer, p_reason text) FROM PUBLIC;
GRANT ALL ON FUNCTION ledger.return_settlement(p_id uuid, p_revision integer, p_reason text) TO balai_app;

REVOKE ALL ON FUNCTION ledger.return_spp(p_id uuid, p_revision integer, p_reason text) FROM PUBLIC;
GRANT ALL ON FUNCTION ledger.return_spp(p_id uuid, p_revision integer, p_reason text) TO balai_app;

REVOKE ALL ON FUNCTION ledger.reverse_entry(p_id uuid, p_entry uuid, p_day date, p_reason text) FROM PUBLIC;
GRANT ALL ON FUNCTION ledger.reverse_entry(p_id uuid, p_entry uuid, p_day date, p_reason text) TO balai_app;

REVOKE ALL ON FUNCTION ledger.save_activities(p_request uuid, p_version uuid, p_revision integer, p_activities text[], p_lines jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION ledger.save_activities(p_request uuid, p_version uuid, p_revision integer, p_activities text[], p_lines jsonb) TO balai_app;

REVOKE ALL ON FUNCTION ledger.save_lines(p_request uuid, p_version uuid, p_revision integer, p_activity text, p_lines jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION ledger.save_lines(p_request uuid, p_version uuid, p_revision integer, p_activity text, p_lines jsonb) TO balai_app;

REVOKE ALL ON FUNCTION ledger.save_spp(p_id uuid, p_revision integer, p_day date, p_purpose text, p_payee text, p_lines jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION ledger.save_spp(p_id uuid, p_revision integer, p_day date, p_purpose text, p_payee text, p_lines jsonb) TO balai_app;

REVOKE ALL ON FUNCTION ledger.set_ceilings(p_regency integer, p_year integer, p_basis text, p_rows jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION ledger.set_ceilings(p_regency integer, p_year integer, p_basis text, p_rows jsonb) TO balai_app;

REVOKE ALL ON FUNCTION ledger.set_gate_rule(p_code text, p_valid_from date, p_fields jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION ledger.set_gate_rule(p_code text, p_valid_from date, p_fields jsonb) TO balai_app;

REVOKE ALL ON FUNCTION ledger.set_limits(p_version ledger.budget_version) FROM PUBLIC;

REVOKE ALL ON FUNCTION ledger.set_tax_rate(p_regency integer, p_code text, p_valid_from date, p_name text, p_account text, p_map_code text, p_rate_ppm integer, p_base text, p_above_sen bigint, p_basis text) FROM PUBLIC;
GRANT ALL ON FUNCTION ledger.set_tax_rate(p_regency integer, p_code text, p_valid_from date, p_name text, p_account text, p_map_code text, p_rate_ppm integer, p_base text, p_above_sen bigint, p_basis text) TO balai_app;

REVOKE ALL ON FUNCTION ledger.settle_controls(p_village bigint, p_year integer) FROM PUBLIC;

REVOKE ALL ON FUNCTION ledger.spend_line(p_village bigint, p_year integer, p_activity text, p_account text, p_fund text, p_sub text, p_amount_sen bigint) FROM PUBLIC;

REVOKE ALL ON FUNCTION ledger.spending_of_version(p_regency integer, p_version uuid) FROM PUBLIC;

REVOKE ALL ON FUNCTION ledger.submit_settlement(p_id uuid, p_spp uuid, p_day date, p_description text, p_lines jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION ledger.submit_settlement(p_id uuid, p_spp uuid, p_day date, p_description text, p_lines jsonb) TO balai_app;

REVOKE ALL ON FUNCTION ledger.submit_spp(p_id uuid, p_revision integer) FROM PUBLIC;
GRANT ALL ON FUNCTION ledger.submit_spp(p_id uuid, p_revision integer) TO balai_app;

REVOKE ALL ON FUNCTION ledger.submit_version(p_version uuid, p_revision integer) FROM PUBLIC;
GRANT ALL ON FUNCTION ledger.submit_version(p_version uuid, p_revision integer) TO balai_app;

REVOKE ALL ON FUNCTION ledger.sum_of(p_lines jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION ledger.take_advance(p_spp uuid, p_verb text) FROM PUBLIC;

REVOKE ALL ON FUNCTION ledger.take_back_imported(p_village bigint, p_year integer, p_entry uuid, p_number text) FROM PUBLIC;

GRANT SELECT ON TABLE ledger.disbursement TO balai_app;
GRANT SELECT ON TABLE ledger.disbursement TO balai_audit;
GRANT SELECT ON TABLE ledger.disbursement TO balai_backup;
GRANT SELECT ON TABLE ledger.disbursement TO balai_wide;

REVOKE ALL ON FUNCTION ledger.take_disbursement(p_id uuid, p_revision integer, p_verb text) FROM PUBLIC;

REVOKE ALL ON FUNCTION ledger.take_rab_along() FROM PUBLIC;

GRANT SELECT ON TABLE ledger.line_remark TO balai_app;
GRANT SELECT ON TABLE ledger.line_remark TO balai_audit;
GRANT SELECT ON TABLE ledger.line_remark TO balai_backup;
GRANT SELECT ON TABLE ledger.line_remark TO balai_wide;

REVOKE ALL ON FUNCTION ledger.take_remark(p_version uuid, p_id uuid) FROM PUBLIC;

REVOKE ALL ON FUNCTION ledger.take_settlement(p_id uuid) FROM PUBLIC;

REVOKE ALL ON FUNCTION ledger.take_spp(p_id uuid) FROM PUBLIC;

REVOKE ALL ON FUNCTION ledger.take_version(p_id uuid) FROM PUBLIC;

REVOKE ALL ON FUNCTION ledger.tax_due(p_regency integer, p_day date) FROM PUBLIC;

REVOKE ALL ON FUNCTION ledger.tax_of(p_base_sen bigint, p_rate_ppm integer) FROM PUBLIC;

REVOKE ALL ON FUNCTION ledger.tax_rates_on(p_regency integer, p_day date) FROM PUBLIC;
GRANT ALL ON FUNCTION ledger.tax_rates_on(p_regency integer, p_day date) TO balai_app;

GRANT SELECT ON TABLE ledger.entry TO balai_app;
GRANT SELECT ON TABLE ledger.entry TO balai_audit;
GRANT SELECT ON TABLE ledger.entry TO balai_backup;
GRANT SELECT ON TABLE ledger.entry TO balai_wide;

REVOKE ALL ON FUNCTION ledger.turn_round(p_id uuid, p_old ledger.entry, p_day date, p_reason text) FROM PUBLIC;

REVOKE ALL ON FUNCTION ledger.undo_disbursement(p_regency integer, p_receipt uuid) FROM PUBLIC;

REVOKE ALL ON FUNCTION ledger.undo_give_back(p_entry ledger.entry, p_day date, p_reason text) FROM PUBLIC;

REVOKE ALL ON FUNCTION ledger.undo_payment(p_entry ledger.entry, p_day date, p_reason text) FROM PUBLIC;

REVOKE ALL ON FUNCTION ledger.undo_settlement(p_entry ledger.entry, p_day date, p_reason text) FROM PUBLIC;

REVOKE ALL ON FUNCTION ledger.undo_withholdings(p_regency integer, p_document uuid) FROM PUBLIC;

REVOKE ALL ON FUNCTION ledger.verify_settlement(p_id uuid, p_revision integer, p_day date) FROM PUBLIC;
GRANT ALL ON FUNCTION ledger.verify_settlement(p_id uuid, p_revision integer, p_day date) TO balai_app;

REVOKE ALL ON FUNCTION ledger.verify_spp(p_id uuid, p_revision integer, p_day date) FROM PUBLIC;
GRANT ALL ON FUNCTION ledger.verify_spp(p_id uuid, p_revision integer, p_day date) TO balai_app;

REVOKE ALL ON FUNCTION ledger.withdraw_remark(p_version uuid, p_id uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION ledger.withdraw_remark(p_version uuid, p_id uuid) TO balai_app;

REVOKE ALL ON FUNCTION ledger.withdraw_version(p_version uuid, p_revision integer, p_note text) FROM PUBLIC;
GRANT ALL ON FUNCTION ledger.withdraw_version(p_version uuid, p_revision integer, p_note text) TO balai_app;

REVOKE ALL ON FUNCTION ledger.withhold(p_village bigint, p_year integer, p_document uuid, p_day date, p_taxes jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION ledger.write_entry(p_id uuid, p_village bigint, p_year integer, p_day date, p_kind text, p_document uuid, p_reverses uuid, p_description text, p_corrects uuid) FROM PUBLIC;

REVOKE ALL ON FUNCTION ledger.write_imported_entry(p_village bigint, p_year integer, p_day date, p_kind text, p_document uuid, p_reverses uuid, p_description text, p_postings jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION ledger.write_lines(p_version ledger.budget_version, p_activity text, p_lines jsonb, p_keep_amounts boolean) FROM PUBLIC;

REVOKE ALL ON FUNCTION monitoring.answer_report(p_id uuid, p_revision integer, p_state text, p_answer text) FROM PUBLIC;
GRANT ALL ON FUNCTION monitoring.answer_report(p_id uuid, p_revision integer, p_state text, p_answer text) TO balai_app;

REVOKE ALL ON FUNCTION monitoring.begin_day(p_regency integer) FROM PUBLIC;
GRANT ALL ON FUNCTION monitoring.begin_day(p_regency integer) TO balai_app;

REVOKE ALL ON FUNCTION monitoring.cancel_project(p_project uuid, p_revision integer, p_reason text) FROM PUBLIC;
GRANT ALL ON FUNCTION monitoring.cancel_project(p_project uuid, p_revision integer, p_reason text) TO balai_app;

REVOKE ALL ON FUNCTION monitoring.capture_ground(p_token_hash bytea, p_is_late boolean, p_nonce bytea, p_set uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION monitoring.capture_ground(p_token_hash bytea, p_is_late boolean, p_nonce bytea, p_set uuid) TO balai_app;

REVOKE ALL ON FUNCTION monitoring.captured(p_token_hash bytea, p_sha256 bytea) FROM PUBLIC;
GRANT ALL ON FUNCTION monitoring.captured(p_token_hash bytea, p_sha256 bytea) TO balai_app;

REVOKE ALL ON FUNCTION monitoring.changes_waiting(p_limit integer) FROM PUBLIC;
GRANT ALL ON FUNCTION monitoring.changes_waiting(p_limit integer) TO balai_app;

REVOKE ALL ON FUNCTION monitoring.create_project(p_id uuid, p_village bigint, p_fields jsonb, p_geometry bytea, p_west double precision, p_south double precision, p_east double precision, p_north double precision, p_source text, p_epsg integer, p_given text) FROM PUBLIC;
GRANT ALL ON FUNCTION monitoring.create_project(p_id uuid, p_village bigint, p_fields jsonb, p_geometry bytea, p_west double precision, p_south double precision, p_east double precision, p_north double precision, p_source text, p_epsg integer, p_given text) TO balai_app;

REVOKE ALL ON FUNCTION monitoring.decide_flag(p_flag uuid, p_revision integer, p_verb text, p_reason text) FROM PUBLIC;
GRANT ALL ON FUNCTION monitoring.decide_flag(p_flag uuid, p_revision integer, p_verb text, p_reason text) TO balai_app;

REVOKE ALL ON FUNCTION monitoring.edit_project(p_project uuid, p_revision integer, p_fields jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION monitoring.edit_project(p_project uuid, p_revision integer, p_fields jsonb) TO balai_app;

REVOKE ALL ON FUNCTION monitoring.end_relation(p_project uuid, p_other uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION monitoring.end_relation(p_project uuid, p_other uuid) TO balai_app;

GRANT SELECT ON TABLE monitoring.capture_link TO balai_app;
GRANT SELECT ON TABLE monitoring.capture_link TO balai_audit;
GRANT SELECT ON TABLE monitoring.capture_link TO balai_backup;
GRANT SELECT ON TABLE monitoring.capture_link TO balai_wide;

REVOKE ALL ON FUNCTION monitoring.enter_link(p_token_hash bytea, p_is_late boolean) FROM PUBLIC;
GRANT ALL ON FUNCTION monitoring.enter_link(p_token_hash bytea, p_is_late boolean) TO balai_owner;

REVOKE ALL ON FUNCTION monitoring.explain_flag(p_flag uuid, p_revision integer, p_reason text) FROM PUBLIC;
GRANT ALL ON FUNCTION monitoring.explain_flag(p_flag uuid, p_revision integer, p_reason text) TO balai_app;

REVOKE ALL ON FUNCTION monitoring.flag_override(p_regency integer, p_project uuid, p_spp uuid, p_number integer, p_activity text, p_found integer, p_needed integer) FROM PUBLIC;
GRANT ALL ON FUNCTION monitoring.flag_override(p_regency integer, p_project uuid, p_spp uuid, p_number integer, p_activity text, p_found integer, p_needed integer) TO balai_owner;

REVOKE ALL ON FUNCTION monitoring.forget_nonces() FROM PUBLIC;
GRANT ALL ON FUNCTION monitoring.forget_nonces() TO balai_app;

REVOKE ALL ON FUNCTION monitoring.hand_over(p_id uuid, p_project uuid, p_day date, p_number text, p_receiver text, p_note text) FROM PUBLIC;
GRANT ALL ON FUNCTION monitoring.hand_over(p_id uuid, p_project uuid, p_day date, p_number text, p_receiver text, p_note text) TO balai_app;

REVOKE ALL ON FUNCTION monitoring.import_works(p_regency integer, p_source text, p_rows jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION monitoring.import_works(p_regency integer, p_source text, p_rows jsonb) TO balai_owner;

GRANT SELECT ON TABLE monitoring.project TO balai_app;
GRANT SELECT ON TABLE monitoring.project TO balai_audit;
GRANT SELECT ON TABLE monitoring.project TO balai_backup;
GRANT SELECT,INSERT,UPDATE ON TABLE monitoring.project TO balai_wide;

REVOKE ALL ON FUNCTION monitoring.is_ahead(p_work monitoring.project) FROM PUBLIC;
GRANT ALL ON FUNCTION monitoring.is_ahead(p_work monitoring.project) TO balai_wide;
GRANT ALL ON FUNCTION monitoring.is_ahead(p_work monitoring.project) TO balai_app;

REVOKE ALL ON FUNCTION monitoring.issue_nonces(p_token_hash bytea, p_nonces bytea[]) FROM PUBLIC;
GRANT ALL ON FUNCTION monitoring.issue_nonces(p_token_hash bytea, p_nonces bytea[]) TO balai_app;

REVOKE ALL ON FUNCTION monitoring.line_money(p_regency integer, p_village bigint, p_year integer, p_activity text, p_fund text, p_account text) FROM PUBLIC;
GRANT ALL ON FUNCTION monitoring.line_money(p_regency integer, p_village bigint, p_year integer, p_activity text, p_fund text, p_account text) TO balai_app;

REVOKE ALL ON FUNCTION monitoring.load_boundaries(p_regency integer, p_source text, p_rows jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION monitoring.load_boundaries(p_regency integer, p_source text, p_rows jsonb) TO balai_owner;

REVOKE ALL ON FUNCTION monitoring.moment(p_text text, p_regency integer) FROM PUBLIC;

REVOKE ALL ON FUNCTION monitoring.move_evidence() FROM PUBLIC;
GRANT ALL ON FUNCTION monitoring.move_evidence() TO balai_wide;

REVOKE ALL ON FUNCTION monitoring.newest_change(p_regency integer) FROM PUBLIC;
GRANT ALL ON FUNCTION monitoring.newest_change(p_regency integer) TO balai_app;

REVOKE ALL ON FUNCTION monitoring.nonce_standing(p_nonce bytea, p_set uuid, OUT state text, OUT issued_at timestamp with time zone) FROM PUBLIC;

REVOKE ALL ON FUNCTION monitoring.note_change(p_village bigint, p_kind text, p_project uuid, p_object uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION monitoring.note_change(p_village bigint, p_kind text, p_project uuid, p_object uuid) TO balai_owner;

REVOKE ALL ON FUNCTION monitoring.note_payment() FROM PUBLIC;

REVOKE ALL ON FUNCTION monitoring.paid_of(p_work monitoring.project) FROM PUBLIC;
GRANT ALL ON FUNCTION monitoring.paid_of(p_work monitoring.project) TO balai_wide;
GRANT ALL ON FUNCTION monitoring.paid_of(p_work monitoring.project) TO balai_app;

REVOKE ALL ON FUNCTION monitoring.photo_evidence_of(p_regency integer, p_projects uuid[]) FROM PUBLIC;
GRANT ALL ON FUNCTION monitoring.photo_evidence_of(p_regency integer, p_projects uuid[]) TO balai_app;

REVOKE ALL ON FUNCTION monitoring.photo_hashes_since(p_regency integer, p_after bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION monitoring.photo_hashes_since(p_regency integer, p_after bigint) TO balai_app;

REVOKE ALL ON FUNCTION monitoring.photos_of(p_regency integer, p_projects uuid[]) FROM PUBLIC;
GRANT ALL ON FUNCTION monitoring.photos_of(p_regency integer, p_projects uuid[]) TO balai_app;

REVOKE ALL ON FUNCTION monitoring.place_site(p_project uuid, p_revision integer, p_geometry bytea, p_west double precision, p_south double precision, p_east double precision, p_north double precision, p_source text, p_epsg integer, p_given text) FROM PUBLIC;
GRANT ALL ON FUNCTION monitoring.place_site(p_project uuid, p_revision integer, p_geometry bytea, p_west double precision, p_south double precision, p_east double precision, p_north double precision, p_source text, p_epsg integer, p_given text) TO balai_app;

REVOKE ALL ON FUNCTION monitoring.raise_flag(p_regency integer, p_number bigint, p_flag jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION monitoring.raise_flags(p_regency integer, p_number bigint, p_flags jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION monitoring.raise_flags(p_regency integer, p_number bigint, p_flags jsonb) TO balai_app;

REVOKE ALL ON FUNCTION monitoring.receipt_of_bytes(p_village bigint, p_sha256 bytea) FROM PUBLIC;
GRANT ALL ON FUNCTION monitoring.receipt_of_bytes(p_village bigint, p_sha256 bytea) TO balai_owner;

REVOKE ALL ON FUNCTION monitoring.receipt_of_link(p_project monitoring.project, p_link uuid, p_hash bytea, p_photo jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION monitoring.receive_capture(p_token_hash bytea, p_site_ordinal integer, p_photo jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION monitoring.receive_capture(p_token_hash bytea, p_site_ordinal integer, p_photo jsonb) TO balai_app;

REVOKE ALL ON FUNCTION monitoring.receive_photo(p_id uuid, p_village bigint, p_sha256 bytea, p_bytes bigint, p_facts jsonb, p_claims jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION monitoring.receive_photo(p_id uuid, p_village bigint, p_sha256 bytea, p_bytes bigint, p_facts jsonb, p_claims jsonb) TO balai_app;

REVOKE ALL ON FUNCTION monitoring.relate(p_project uuid, p_other uuid, p_kind text, p_reason text) FROM PUBLIC;
GRANT ALL ON FUNCTION monitoring.relate(p_project uuid, p_other uuid, p_kind text, p_reason text) TO balai_app;

REVOKE ALL ON FUNCTION monitoring.relations_of(p_regency integer, p_project uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION monitoring.relations_of(p_regency integer, p_project uuid) TO balai_app;

REVOKE ALL ON FUNCTION monitoring.release_photo(p_progress uuid, p_receipt uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION monitoring.release_photo(p_progress uuid, p_receipt uuid) TO balai_app;

REVOKE ALL ON FUNCTION monitoring.reopen_flag(p_flag uuid, p_revision integer, p_reason text) FROM PUBLIC;
GRANT ALL ON FUNCTION monitoring.reopen_flag(p_flag uuid, p_revision integer, p_reason text) TO balai_app;

REVOKE ALL ON FUNCTION monitoring.report_ground(p_village bigint, p_project uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION monitoring.report_ground(p_village bigint, p_project uuid) TO balai_app;

REVOKE ALL ON FUNCTION monitoring.report_of_link(p_project monitoring.project, p_link monitoring.capture_link, p_photo jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION monitoring.report_progress(p_id uuid, p_project uuid, p_fields jsonb, p_site_ordinal integer, p_photos jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION monitoring.report_progress(p_id uuid, p_project uuid, p_fields jsonb, p_site_ordinal integer, p_photos jsonb) TO balai_app;

REVOKE ALL ON FUNCTION monitoring.report_status(p_code_hash bytea) FROM PUBLIC;
GRANT ALL ON FUNCTION monitoring.report_status(p_code_hash bytea) TO balai_app;

REVOKE ALL ON FUNCTION monitoring.require_listed(p_village bigint, p_year integer, p_activity text, p_fund text) FROM PUBLIC;

REVOKE ALL ON FUNCTION monitoring.require_open(p_project monitoring.project, p_site_ordinal integer, p_link uuid) FROM PUBLIC;

REVOKE ALL ON FUNCTION monitoring.require_planner(p_village bigint, p_owner text) FROM PUBLIC;

REVOKE ALL ON FUNCTION monitoring.restage(p_regency integer, p_project uuid) FROM PUBLIC;

REVOKE ALL ON FUNCTION monitoring.revoke_link(p_id uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION monitoring.revoke_link(p_id uuid) TO balai_app;

REVOKE ALL ON FUNCTION monitoring.rule_parameters_of(p_regency integer) FROM PUBLIC;
GRANT ALL ON FUNCTION monitoring.rule_parameters_of(p_regency integer) TO balai_app;

GRANT SELECT ON TABLE monitoring.flag TO balai_app;
GRANT SELECT ON TABLE monitoring.flag TO balai_audit;
GRANT SELECT ON TABLE monitoring.flag TO balai_backup;
GRANT SELECT,INSERT,UPDATE ON TABLE monitoring.flag TO balai_wide;

REVOKE ALL ON FUNCTION monitoring.seen_flag(p_flag uuid) FROM PUBLIC;

REVOKE ALL ON FUNCTION monitoring.set_rule_parameters(p_id uuid, p_version integer, p_changes jsonb, p_reason text) FROM PUBLIC;
GRANT ALL ON FUNCTION monitoring.set_rule_parameters(p_id uuid, p_version integer, p_changes jsonb, p_reason text) TO balai_app;

REVOKE ALL ON FUNCTION monitoring.set_stages(p_from date, p_stages integer[], p_basis text) FROM PUBLIC;
GRANT ALL ON FUNCTION monitoring.set_stages(p_from date, p_stages integer[], p_basis text) TO balai_app;

REVOKE ALL ON FUNCTION monitoring.set_tolerance(p_key text, p_from date, p_value numeric, p_basis text) FROM PUBLIC;
GRANT ALL ON FUNCTION monitoring.set_tolerance(p_key text, p_from date, p_value numeric, p_basis text) TO balai_app;
GRANT ALL ON FUNCTION monitoring.set_tolerance(p_key text, p_from date, p_value numeric, p_basis text) TO balai_wide;

REVOKE ALL ON FUNCTION monitoring.share_link(p_id uuid, p_project uuid, p_token_hash bytea, p_label text, p_days integer) FROM PUBLIC;
GRANT ALL ON FUNCTION monitoring.share_link(p_id uuid, p_project uuid, p_token_hash bytea, p_label text, p_days integer) TO balai_app;

REVOKE ALL ON FUNCTION monitoring.stages_on(p_regency integer, p_day date) FROM PUBLIC;
GRANT ALL ON FUNCTION monitoring.stages_on(p_regency integer, p_day date) TO balai_app;

REVOKE ALL ON FUNCTION monitoring.step_flag(p_flag uuid, p_revision integer, p_verb text, p_reason text, p_village bigint, p_from text[], p_to text) FROM PUBLIC;

REVOKE ALL ON FUNCTION monitoring.step_over(p_regency integer, p_number bigint, p_error text) FROM PUBLIC;
GRANT ALL ON FUNCTION monitoring.step_over(p_regency integer, p_number bigint, p_error text) TO balai_app;

REVOKE ALL ON FUNCTION monitoring.store_blob(p_regency integer, p_sha256 bytea, p_bytes bigint, p_kind text) FROM PUBLIC;
GRANT ALL ON FUNCTION monitoring.store_blob(p_regency integer, p_sha256 bytea, p_bytes bigint, p_kind text) TO balai_owner;

REVOKE ALL ON FUNCTION monitoring.store_claims(p_village bigint, p_receipt uuid, p_claims jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION monitoring.store_photos(p_project monitoring.project, p_progress uuid, p_photos jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION monitoring.store_site(p_project monitoring.project, p_geometry bytea, p_west double precision, p_south double precision, p_east double precision, p_north double precision, p_source text, p_epsg integer, p_given text) FROM PUBLIC;

REVOKE ALL ON FUNCTION monitoring.submit_report(p_id uuid, p_village bigint, p_project uuid, p_code_hash bytea, p_message text, p_sha256 bytea, p_photo jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION monitoring.submit_report(p_id uuid, p_village bigint, p_project uuid, p_code_hash bytea, p_message text, p_sha256 bytea, p_photo jsonb) TO balai_app;

REVOKE ALL ON FUNCTION monitoring.take_project(p_id uuid, p_revision integer) FROM PUBLIC;

REVOKE ALL ON FUNCTION monitoring.tell_change() FROM PUBLIC;
GRANT ALL ON FUNCTION monitoring.tell_change() TO balai_wide;

REVOKE ALL ON FUNCTION monitoring.tell_flag() FROM PUBLIC;
GRANT ALL ON FUNCTION monitoring.tell_flag() TO balai_wide;

REVOKE ALL ON FUNCTION monitoring.tolerance_kinds() FROM PUBLIC;
GRANT ALL ON FUNCTION monitoring.tolerance_kinds() TO balai_app;
GRANT ALL ON FUNCTION monitoring.tolerance_kinds() TO balai_wide;

REVOKE ALL ON FUNCTION monitoring.tolerances(p_regency integer, p_day date) FROM PUBLIC;
GRANT ALL ON FUNCTION monitoring.tolerances(p_regency integer, p_day date) TO balai_app;
GRANT ALL ON FUNCTION monitoring.tolerances(p_regency integer, p_day date) TO balai_wide;

REVOKE ALL ON FUNCTION monitoring.use_nonce(p_nonce bytea, p_set uuid, OUT state text, OUT issued_at timestamp with time zone) FROM PUBLIC;

REVOKE ALL ON FUNCTION monitoring.village_of(p_project uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION monitoring.village_of(p_project uuid) TO balai_owner;

REVOKE ALL ON FUNCTION monitoring.withdraw_evidence() FROM PUBLIC;
GRANT ALL ON FUNCTION monitoring.withdraw_evidence() TO balai_wide;

REVOKE ALL ON FUNCTION monitoring.withdraw_photo(p_progress uuid, p_receipt uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION monitoring.withdraw_photo(p_progress uuid, p_receipt uuid) TO balai_app;

REVOKE ALL ON FUNCTION monitoring.withdraw_progress(p_id uuid, p_revision integer, p_reason text) FROM PUBLIC;
GRANT ALL ON FUNCTION monitoring.withdraw_progress(p_id uuid, p_revision integer, p_reason text) TO balai_app;

REVOKE ALL ON FUNCTION monitoring.works_facts(p_ids uuid[]) FROM PUBLIC;
GRANT ALL ON FUNCTION monitoring.works_facts(p_ids uuid[]) TO balai_app;

REVOKE ALL ON FUNCTION monitoring.works_sharing_photos(p_regency integer, p_project uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION monitoring.works_sharing_photos(p_regency integer, p_project uuid) TO balai_app;

REVOKE ALL ON FUNCTION monitoring.works_since(p_regency integer, p_after bigint, p_limit integer) FROM PUBLIC;
GRANT ALL ON FUNCTION monitoring.works_since(p_regency integer, p_after bigint, p_limit integer) TO balai_app;

REVOKE ALL ON FUNCTION monitoring.write_evidence() FROM PUBLIC;
GRANT ALL ON FUNCTION monitoring.write_evidence() TO balai_wide;

REVOKE ALL ON FUNCTION place.load(p_places jsonb, p_origin text) FROM PUBLIC;

REVOKE ALL ON FUNCTION place.load_holidays(p_days jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION place.load_regions(p_rows jsonb) FROM PUBLIC;

REVOKE ALL ON FUNCTION place.mark_demo(p_regency integer) FROM PUBLIC;

REVOKE ALL ON FUNCTION place.set_complaint(p_village bigint, p_text text) FROM PUBLIC;
GRANT ALL ON FUNCTION place.set_complaint(p_village bigint, p_text text) TO balai_app;

REVOKE ALL ON FUNCTION place.set_money_parameter(p_regency integer, p_key text, p_from date, p_value bigint, p_basis text) FROM PUBLIC;
GRANT ALL ON FUNCTION place.set_money_parameter(p_regency integer, p_key text, p_from date, p_value bigint, p_basis text) TO balai_app;

REVOKE ALL ON FUNCTION place.working_day_after(p_day date, p_count integer) FROM PUBLIC;
GRANT ALL ON FUNCTION place.working_day_after(p_day date, p_count integer) TO balai_app;
GRANT ALL ON FUNCTION place.working_day_after(p_day date, p_count integer) TO balai_public;
GRANT ALL ON FUNCTION place.working_day_after(p_day date, p_count integer) TO balai_audit;

REVOKE ALL ON FUNCTION proof.append(p_regency integer, p_log integer, p_batch jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION proof.append(p_regency integer, p_log integer, p_batch jsonb) TO balai_app;
GRANT ALL ON FUNCTION proof.append(p_regency integer, p_log integer, p_batch jsonb) TO balai_backup;

REVOKE ALL ON FUNCTION proof.daily_checkpoints(p_regency integer, p_log integer) FROM PUBLIC;
GRANT ALL ON FUNCTION proof.daily_checkpoints(p_regency integer, p_log integer) TO balai_app;
GRANT ALL ON FUNCTION proof.daily_checkpoints(p_regency integer, p_log integer) TO balai_backup;

REVOKE ALL ON FUNCTION proof.declare_restore(p_regency integer, p_origin text, p_follows text) FROM PUBLIC;
GRANT ALL ON FUNCTION proof.declare_restore(p_regency integer, p_origin text, p_follows text) TO balai_owner;

REVOKE ALL ON FUNCTION proof.entries_waiting(p_regency integer, p_limit integer) FROM PUBLIC;
GRANT ALL ON FUNCTION proof.entries_waiting(p_regency integer, p_limit integer) TO balai_app;
GRANT ALL ON FUNCTION proof.entries_waiting(p_regency integer, p_limit integer) TO balai_backup;

REVOKE ALL ON FUNCTION proof.erase_texts(p_regency integer, p_entry uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION proof.erase_texts(p_regency integer, p_entry uuid) TO balai_owner;

REVOKE ALL ON FUNCTION proof.head(p_regency integer) FROM PUBLIC;
GRANT ALL ON FUNCTION proof.head(p_regency integer) TO balai_app;
GRANT ALL ON FUNCTION proof.head(p_regency integer) TO balai_backup;
GRANT ALL ON FUNCTION proof.head(p_regency integer) TO balai_owner;

REVOKE ALL ON FUNCTION proof.make_stamp(p_token bytea, p_village bigint, p_year integer, p_kind text, p_parameters jsonb, p_facts jsonb, p_content_hash bytea) FROM PUBLIC;
GRANT ALL ON FUNCTION proof.make_stamp(p_token bytea, p_village bigint, p_year integer, p_kind text, p_parameters jsonb, p_facts jsonb, p_content_hash bytea) TO balai_app;

REVOKE ALL ON FUNCTION proof.moment(p_moment timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION proof.moment(p_moment timestamp with time zone) TO balai_app;
GRANT ALL ON FUNCTION proof.moment(p_moment timestamp with time zone) TO balai_backup;
GRANT ALL ON FUNCTION proof.moment(p_moment timestamp with time zone) TO balai_wide;

REVOKE ALL ON FUNCTION proof.open_log(p_regency integer, p_origin text, p_follows text) FROM PUBLIC;
GRANT ALL ON FUNCTION proof.open_log(p_regency integer, p_origin text, p_follows text) TO balai_app;
GRANT ALL ON FUNCTION proof.open_log(p_regency integer, p_origin text, p_follows text) TO balai_backup;

REVOKE ALL ON FUNCTION proof.queue_entries() FROM PUBLIC;
GRANT ALL ON FUNCTION proof.queue_entries() TO balai_owner;

REVOKE ALL ON FUNCTION proof.queue_period() FROM PUBLIC;
GRANT ALL ON FUNCTION proof.queue_period() TO balai_owner;

REVOKE ALL ON FUNCTION proof.queue_version() FROM PUBLIC;
GRANT ALL ON FUNCTION proof.queue_version() TO balai_owner;

REVOKE ALL ON FUNCTION proof.regencies_waiting() FROM PUBLIC;
GRANT ALL ON FUNCTION proof.regencies_waiting() TO balai_app;
GRANT ALL ON FUNCTION proof.regencies_waiting() TO balai_backup;

REVOKE ALL ON FUNCTION proof.stamp_of(p_token bytea) FROM PUBLIC;
GRANT ALL ON FUNCTION proof.stamp_of(p_token bytea) TO balai_app;

REVOKE ALL ON FUNCTION proof.stop_logs() FROM PUBLIC;
GRANT ALL ON FUNCTION proof.stop_logs() TO balai_owner;

REVOKE ALL ON FUNCTION proof.take_head(p_regency integer) FROM PUBLIC;
GRANT ALL ON FUNCTION proof.take_head(p_regency integer) TO balai_app;
GRANT ALL ON FUNCTION proof.take_head(p_regency integer) TO balai_backup;

REVOKE ALL ON FUNCTION proof.tile(p_regency integer, p_log integer, p_level integer, p_index bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION proof.tile(p_regency integer, p_log integer, p_level integer, p_index bigint) TO balai_app;
GRANT ALL ON FUNCTION proof.tile(p_regency integer, p_log integer, p_level integer, p_index bigint) TO balai_backup;

REVOKE ALL ON FUNCTION proof.village_heads(p_regency integer, p_log integer) FROM PUBLIC;
GRANT ALL ON FUNCTION proof.village_heads(p_regency integer, p_log integer) TO balai_app;
GRANT ALL ON FUNCTION proof.village_heads(p_regency integer, p_log integer) TO balai_backup;

GRANT SELECT ON TABLE audit.event TO balai_app;
GRANT SELECT ON TABLE audit.event TO balai_audit;
GRANT SELECT,INSERT ON TABLE audit.event TO balai_wide;
GRANT SELECT ON TABLE audit.event TO balai_backup;

GRANT SELECT ON TABLE balai.kept_request TO balai_backup;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE balai.kept_request TO balai_wide;

GRANT SELECT ON TABLE balai.retention_rule TO balai_app;
GRANT SELECT ON TABLE balai.retention_rule TO balai_audit;
GRANT SELECT ON TABLE balai.retention_rule TO balai_backup;
GRANT SELECT ON TABLE balai.retention_rule TO balai_wide;

GRANT SELECT ON TABLE balai.retention_run TO balai_app;
GRANT SELECT ON TABLE balai.retention_run TO balai_audit;
GRANT SELECT ON TABLE balai.retention_run TO balai_backup;
GRANT SELECT,INSERT ON TABLE balai.retention_run TO balai_wide;

GRANT SELECT ON TABLE identity.account TO balai_backup;
GRANT SELECT,INSERT,UPDATE ON TABLE identity.account TO balai_wide;

GRANT SELECT ON TABLE identity.person TO balai_app;
GRANT SELECT ON TABLE identity.person TO balai_audit;
GRANT SELECT ON TABLE identity.person TO balai_backup;
GRANT SELECT,INSERT,UPDATE ON TABLE identity.person TO balai_wide;

GRANT SELECT ON TABLE identity.post TO balai_app;
GRANT SELECT ON TABLE identity.post TO balai_audit;
GRANT SELECT ON TABLE identity.post TO balai_backup;
GRANT SELECT,INSERT,UPDATE ON TABLE identity.post TO balai_wide;

GRANT SELECT ON TABLE identity.session TO balai_backup;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE identity.session TO balai_wide;

GRANT SELECT ON TABLE identity.slip TO balai_backup;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE identity.slip TO balai_wide;

GRANT SELECT ON TABLE ledger.account TO balai_app;
GRANT SELECT ON TABLE ledger.account TO balai_audit;
GRANT SELECT ON TABLE ledger.account TO balai_backup;
GRANT SELECT ON TABLE ledger.account TO balai_wide;

GRANT SELECT ON TABLE ledger.activity TO balai_app;
GRANT SELECT ON TABLE ledger.activity TO balai_audit;
GRANT SELECT ON TABLE ledger.activity TO balai_backup;
GRANT SELECT ON TABLE ledger.activity TO balai_wide;

GRANT SELECT ON TABLE ledger.give_back TO balai_app;
GRANT SELECT ON TABLE ledger.give_back TO balai_audit;
GRANT SELECT ON TABLE ledger.give_back TO balai_backup;
GRANT SELECT ON TABLE ledger.give_back TO balai_wide;

GRANT SELECT ON TABLE ledger.receipt TO balai_app;
GRANT SELECT ON TABLE ledger.receipt TO balai_audit;
GRANT SELECT ON TABLE ledger.receipt TO balai_backup;
GRANT SELECT ON TABLE ledger.receipt TO balai_wide;

GRANT SELECT ON TABLE ledger.tax_deposit TO balai_app;
GRANT SELECT ON TABLE ledger.tax_deposit TO balai_audit;
GRANT SELECT ON TABLE ledger.tax_deposit TO balai_backup;
GRANT SELECT ON TABLE ledger.tax_deposit TO balai_wide;

GRANT SELECT ON TABLE ledger.document TO balai_app;
GRANT SELECT ON TABLE ledger.document TO balai_audit;
GRANT SELECT ON TABLE ledger.document TO balai_backup;
GRANT SELECT ON TABLE ledger.document TO balai_wide;

GRANT SELECT ON TABLE ledger.posting TO balai_app;
GRANT SELECT ON TABLE ledger.posting TO balai_audit;
GRANT SELECT ON TABLE ledger.posting TO balai_backup;
GRANT SELECT ON TABLE ledger.posting TO balai_wide;

GRANT SELECT ON TABLE ledger.book_line TO balai_app;
GRANT SELECT ON TABLE ledger.book_line TO balai_audit;
GRANT SELECT ON TABLE ledger.book_line TO balai_backup;
GRANT SELECT ON TABLE ledger.book_line TO balai_wide;

GRANT SELECT ON TABLE ledger.budget_line TO balai_app;
GRANT SELECT ON TABLE ledger.budget_line TO balai_audit;
GRANT SELECT ON TABLE ledger.budget_line TO balai_backup;
GRANT SELECT ON TABLE ledger.budget_line TO balai_wide;

GRANT SELECT ON TABLE ledger.cash_control TO balai_app;
GRANT SELECT ON TABLE ledger.cash_control TO balai_audit;
GRANT SELECT ON TABLE ledger.cash_control TO balai_backup;
GRANT SELECT ON TABLE ledger.cash_control TO balai_wide;

GRANT SELECT ON TABLE ledger.ceiling TO balai_app;
GRANT SELECT ON TABLE ledger.ceiling TO balai_audit;
GRANT SELECT ON TABLE ledger.ceiling TO balai_backup;
GRANT SELECT ON TABLE ledger.ceiling TO balai_wide;

GRANT SELECT ON TABLE ledger.give_back_line TO balai_app;
GRANT SELECT ON TABLE ledger.give_back_line TO balai_audit;
GRANT SELECT ON TABLE ledger.give_back_line TO balai_backup;
GRANT SELECT ON TABLE ledger.give_back_line TO balai_wide;

GRANT SELECT ON TABLE ledger.settlement_line TO balai_app;
GRANT SELECT ON TABLE ledger.settlement_line TO balai_audit;
GRANT SELECT ON TABLE ledger.settlement_line TO balai_backup;
GRANT SELECT ON TABLE ledger.settlement_line TO balai_wide;

GRANT SELECT ON TABLE ledger.spp_line TO balai_app;
GRANT SELECT ON TABLE ledger.spp_line TO balai_audit;
GRANT SELECT ON TABLE ledger.spp_line TO balai_backup;
GRANT SELECT ON TABLE ledger.spp_line TO balai_wide;

GRANT SELECT ON TABLE ledger.withholding TO balai_app;
GRANT SELECT ON TABLE ledger.withholding TO balai_audit;
GRANT SELECT ON TABLE ledger.withholding TO balai_backup;
GRANT SELECT ON TABLE ledger.withholding TO balai_wide;

GRANT SELECT ON TABLE ledger.flow_difference TO balai_app;
GRANT SELECT ON TABLE ledger.flow_difference TO balai_audit;
GRANT SELECT ON TABLE ledger.flow_difference TO balai_backup;
GRANT SELECT ON TABLE ledger.flow_difference TO balai_wide;

GRANT SELECT ON TABLE ledger.line_control TO balai_app;
GRANT SELECT ON TABLE ledger.line_control TO balai_audit;
GRANT SELECT ON TABLE ledger.line_control TO balai_backup;
GRANT SELECT ON TABLE ledger.line_control TO balai_wide;

GRANT SELECT ON TABLE ledger.rab_line TO balai_app;
GRANT SELECT ON TABLE ledger.rab_line TO balai_audit;
GRANT SELECT ON TABLE ledger.rab_line TO balai_backup;
GRANT SELECT ON TABLE ledger.rab_line TO balai_wide;

GRANT SELECT ON TABLE ledger.line_truth TO balai_app;
GRANT SELECT ON TABLE ledger.line_truth TO balai_audit;
GRANT SELECT ON TABLE ledger.line_truth TO balai_backup;
GRANT SELECT ON TABLE ledger.line_truth TO balai_wide;

GRANT SELECT ON TABLE ledger.period_step TO balai_app;
GRANT SELECT ON TABLE ledger.period_step TO balai_audit;
GRANT SELECT ON TABLE ledger.period_step TO balai_backup;
GRANT SELECT ON TABLE ledger.period_step TO balai_wide;

GRANT SELECT ON TABLE ledger.series TO balai_app;
GRANT SELECT ON TABLE ledger.series TO balai_audit;
GRANT SELECT ON TABLE ledger.series TO balai_backup;
GRANT SELECT ON TABLE ledger.series TO balai_wide;

GRANT SELECT ON TABLE ledger.village_year TO balai_app;
GRANT SELECT ON TABLE ledger.village_year TO balai_audit;
GRANT SELECT ON TABLE ledger.village_year TO balai_backup;
GRANT SELECT ON TABLE ledger.village_year TO balai_wide;

GRANT SELECT ON TABLE ledger.difference TO balai_app;
GRANT SELECT ON TABLE ledger.difference TO balai_audit;
GRANT SELECT ON TABLE ledger.difference TO balai_backup;
GRANT SELECT ON TABLE ledger.difference TO balai_wide;

GRANT SELECT ON TABLE ledger.evidence TO balai_app;
GRANT SELECT ON TABLE ledger.evidence TO balai_audit;
GRANT SELECT ON TABLE ledger.evidence TO balai_backup;
GRANT SELECT,INSERT,UPDATE ON TABLE ledger.evidence TO balai_wide;

GRANT SELECT ON TABLE ledger.fund_source TO balai_app;
GRANT SELECT ON TABLE ledger.fund_source TO balai_audit;
GRANT SELECT ON TABLE ledger.fund_source TO balai_backup;
GRANT SELECT ON TABLE ledger.fund_source TO balai_wide;

GRANT SELECT ON TABLE ledger.gate_override TO balai_app;
GRANT SELECT ON TABLE ledger.gate_override TO balai_audit;
GRANT SELECT ON TABLE ledger.gate_override TO balai_backup;
GRANT SELECT ON TABLE ledger.gate_override TO balai_wide;

GRANT SELECT ON TABLE ledger.imported_voucher TO balai_app;
GRANT SELECT ON TABLE ledger.imported_voucher TO balai_audit;
GRANT SELECT ON TABLE ledger.imported_voucher TO balai_backup;
GRANT SELECT ON TABLE ledger.imported_voucher TO balai_wide;

GRANT SELECT ON TABLE ledger.national_account TO balai_app;
GRANT SELECT ON TABLE ledger.national_account TO balai_audit;
GRANT SELECT ON TABLE ledger.national_account TO balai_backup;
GRANT SELECT ON TABLE ledger.national_account TO balai_wide;

GRANT SELECT ON TABLE ledger.national_activity TO balai_app;
GRANT SELECT ON TABLE ledger.national_activity TO balai_audit;
GRANT SELECT ON TABLE ledger.national_activity TO balai_backup;
GRANT SELECT ON TABLE ledger.national_activity TO balai_wide;

GRANT SELECT ON TABLE ledger.national_fund_source TO balai_app;
GRANT SELECT ON TABLE ledger.national_fund_source TO balai_audit;
GRANT SELECT ON TABLE ledger.national_fund_source TO balai_backup;
GRANT SELECT ON TABLE ledger.national_fund_source TO balai_wide;

GRANT SELECT ON TABLE ledger.national_tax_rate TO balai_app;
GRANT SELECT ON TABLE ledger.national_tax_rate TO balai_audit;
GRANT SELECT ON TABLE ledger.national_tax_rate TO balai_backup;
GRANT SELECT ON TABLE ledger.national_tax_rate TO balai_wide;

GRANT SELECT ON TABLE ledger.spp_scan TO balai_app;
GRANT SELECT ON TABLE ledger.spp_scan TO balai_audit;
GRANT SELECT ON TABLE ledger.spp_scan TO balai_backup;
GRANT SELECT ON TABLE ledger.spp_scan TO balai_wide;

GRANT SELECT ON TABLE ledger.spp_step TO balai_app;
GRANT SELECT ON TABLE ledger.spp_step TO balai_audit;
GRANT SELECT ON TABLE ledger.spp_step TO balai_backup;
GRANT SELECT ON TABLE ledger.spp_step TO balai_wide;

GRANT SELECT ON TABLE ledger.spp_tax TO balai_app;
GRANT SELECT ON TABLE ledger.spp_tax TO balai_audit;
GRANT SELECT ON TABLE ledger.spp_tax TO balai_backup;
GRANT SELECT ON TABLE ledger.spp_tax TO balai_wide;

GRANT SELECT ON TABLE ledger.tax_rate TO balai_app;
GRANT SELECT ON TABLE ledger.tax_rate TO balai_audit;
GRANT SELECT ON TABLE ledger.tax_rate TO balai_backup;
GRANT SELECT ON TABLE ledger.tax_rate TO balai_wide;

GRANT SELECT ON TABLE ledger.version_step TO balai_app;
GRANT SELECT ON TABLE ledger.version_step TO balai_audit;
GRANT SELECT ON TABLE ledger.version_step TO balai_backup;
GRANT SELECT ON TABLE ledger.version_step TO balai_wide;

GRANT SELECT ON TABLE ledger.village_activity TO balai_app;
GRANT SELECT ON TABLE ledger.village_activity TO balai_audit;
GRANT SELECT ON TABLE ledger.village_activity TO balai_backup;
GRANT SELECT ON TABLE ledger.village_activity TO balai_wide;

GRANT SELECT ON TABLE monitoring.blob TO balai_backup;
GRANT SELECT,INSERT ON TABLE monitoring.blob TO balai_wide;

GRANT SELECT ON TABLE monitoring.boundary TO balai_app;
GRANT SELECT ON TABLE monitoring.boundary TO balai_audit;
GRANT SELECT ON TABLE monitoring.boundary TO balai_backup;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE monitoring.boundary TO balai_wide;
GRANT SELECT ON TABLE monitoring.boundary TO balai_public;

GRANT SELECT ON TABLE monitoring.capture TO balai_app;
GRANT SELECT ON TABLE monitoring.capture TO balai_audit;
GRANT SELECT ON TABLE monitoring.capture TO balai_backup;
GRANT SELECT ON TABLE monitoring.capture TO balai_wide;

GRANT SELECT ON TABLE monitoring.change TO balai_audit;
GRANT SELECT ON TABLE monitoring.change TO balai_backup;
GRANT SELECT,INSERT ON TABLE monitoring.change TO balai_wide;

GRANT SELECT ON TABLE monitoring.citizen_report TO balai_app;
GRANT SELECT ON TABLE monitoring.citizen_report TO balai_backup;
GRANT SELECT,INSERT ON TABLE monitoring.citizen_report TO balai_wide;

GRANT SELECT ON TABLE monitoring.claim TO balai_app;
GRANT SELECT ON TABLE monitoring.claim TO balai_audit;
GRANT SELECT ON TABLE monitoring.claim TO balai_backup;
GRANT SELECT ON TABLE monitoring.claim TO balai_wide;

GRANT SELECT ON TABLE monitoring.flag_event TO balai_app;
GRANT SELECT ON TABLE monitoring.flag_event TO balai_audit;
GRANT SELECT ON TABLE monitoring.flag_event TO balai_backup;
GRANT SELECT,INSERT ON TABLE monitoring.flag_event TO balai_wide;

GRANT SELECT ON TABLE monitoring.flagged TO balai_app;
GRANT SELECT ON TABLE monitoring.flagged TO balai_audit;

GRANT SELECT ON TABLE monitoring.handover TO balai_app;
GRANT SELECT ON TABLE monitoring.handover TO balai_audit;
GRANT SELECT ON TABLE monitoring.handover TO balai_backup;
GRANT SELECT ON TABLE monitoring.handover TO balai_wide;

GRANT SELECT ON TABLE monitoring.nonce TO balai_app;
GRANT SELECT ON TABLE monitoring.nonce TO balai_backup;
GRANT SELECT,DELETE ON TABLE monitoring.nonce TO balai_wide;

GRANT SELECT ON TABLE monitoring.photo_release TO balai_app;
GRANT SELECT ON TABLE monitoring.photo_release TO balai_audit;
GRANT SELECT ON TABLE monitoring.photo_release TO balai_backup;
GRANT SELECT ON TABLE monitoring.photo_release TO balai_wide;

GRANT SELECT ON TABLE monitoring.progress TO balai_app;
GRANT SELECT ON TABLE monitoring.progress TO balai_audit;
GRANT SELECT ON TABLE monitoring.progress TO balai_backup;
GRANT SELECT ON TABLE monitoring.progress TO balai_wide;

GRANT SELECT ON TABLE monitoring.progress_photo TO balai_app;
GRANT SELECT ON TABLE monitoring.progress_photo TO balai_audit;
GRANT SELECT ON TABLE monitoring.progress_photo TO balai_backup;
GRANT SELECT ON TABLE monitoring.progress_photo TO balai_wide;

GRANT SELECT ON TABLE monitoring.receipt TO balai_app;
GRANT SELECT ON TABLE monitoring.receipt TO balai_audit;
GRANT SELECT ON TABLE monitoring.receipt TO balai_backup;
GRANT SELECT ON TABLE monitoring.receipt TO balai_wide;

GRANT SELECT ON TABLE monitoring.relation TO balai_app;
GRANT SELECT ON TABLE monitoring.relation TO balai_audit;
GRANT SELECT ON TABLE monitoring.relation TO balai_backup;
GRANT SELECT ON TABLE monitoring.relation TO balai_wide;

GRANT SELECT ON TABLE monitoring.rule_parameters TO balai_app;
GRANT SELECT ON TABLE monitoring.rule_parameters TO balai_audit;
GRANT SELECT ON TABLE monitoring.rule_parameters TO balai_backup;
GRANT SELECT ON TABLE monitoring.rule_parameters TO balai_wide;

GRANT SELECT ON TABLE monitoring.rule_tally TO balai_app;
GRANT SELECT ON TABLE monitoring.rule_tally TO balai_audit;

GRANT SELECT ON TABLE monitoring.screening_cursor TO balai_audit;
GRANT SELECT ON TABLE monitoring.screening_cursor TO balai_backup;
GRANT SELECT,INSERT,UPDATE ON TABLE monitoring.screening_cursor TO balai_wide;

GRANT SELECT ON TABLE monitoring.screening_day TO balai_audit;
GRANT SELECT ON TABLE monitoring.screening_day TO balai_backup;
GRANT SELECT,INSERT,UPDATE ON TABLE monitoring.screening_day TO balai_wide;

GRANT SELECT ON TABLE monitoring.screening_failure TO balai_audit;
GRANT SELECT ON TABLE monitoring.screening_failure TO balai_backup;
GRANT SELECT,INSERT,UPDATE ON TABLE monitoring.screening_failure TO balai_wide;

GRANT SELECT ON TABLE monitoring.site TO balai_app;
GRANT SELECT ON TABLE monitoring.site TO balai_audit;
GRANT SELECT ON TABLE monitoring.site TO balai_backup;
GRANT SELECT,INSERT ON TABLE monitoring.site TO balai_wide;

GRANT SELECT ON TABLE place.district TO balai_app;
GRANT SELECT ON TABLE place.district TO balai_public;
GRANT SELECT ON TABLE place.district TO balai_audit;
GRANT SELECT,INSERT,UPDATE ON TABLE place.district TO balai_wide;
GRANT SELECT ON TABLE place.district TO balai_backup;

GRANT SELECT ON TABLE place.holiday TO balai_app;
GRANT SELECT ON TABLE place.holiday TO balai_public;
GRANT SELECT ON TABLE place.holiday TO balai_audit;
GRANT SELECT,INSERT,UPDATE ON TABLE place.holiday TO balai_wide;
GRANT SELECT ON TABLE place.holiday TO balai_backup;

GRANT SELECT ON TABLE place.parameter TO balai_app;
GRANT SELECT ON TABLE place.parameter TO balai_public;
GRANT SELECT ON TABLE place.parameter TO balai_audit;
GRANT SELECT,INSERT,UPDATE ON TABLE place.parameter TO balai_wide;
GRANT SELECT ON TABLE place.parameter TO balai_backup;

GRANT SELECT ON TABLE place.regency TO balai_app;
GRANT SELECT ON TABLE place.regency TO balai_public;
GRANT SELECT ON TABLE place.regency TO balai_audit;
GRANT SELECT,INSERT,UPDATE ON TABLE place.regency TO balai_wide;
GRANT SELECT ON TABLE place.regency TO balai_backup;

GRANT SELECT ON TABLE place.village TO balai_app;
GRANT SELECT ON TABLE place.village TO balai_public;
GRANT SELECT ON TABLE place.village TO balai_audit;
GRANT SELECT,INSERT,UPDATE ON TABLE place.village TO balai_wide;
GRANT SELECT ON TABLE place.village TO balai_backup;

GRANT SELECT ON TABLE proof.budget_facts TO balai_app;
GRANT SELECT ON TABLE proof.budget_facts TO balai_audit;
GRANT SELECT ON TABLE proof.budget_facts TO balai_backup;
GRANT SELECT ON TABLE proof.budget_facts TO balai_wide;

GRANT SELECT ON TABLE proof.checkpoint TO balai_app;
GRANT SELECT ON TABLE proof.checkpoint TO balai_audit;
GRANT SELECT ON TABLE proof.checkpoint TO balai_backup;
GRANT SELECT,INSERT,UPDATE ON TABLE proof.checkpoint TO balai_wide;

GRANT SELECT ON TABLE proof.commitment TO balai_app;
GRANT SELECT ON TABLE proof.commitment TO balai_audit;
GRANT SELECT ON TABLE proof.commitment TO balai_backup;
GRANT SELECT,INSERT,UPDATE ON TABLE proof.commitment TO balai_wide;

GRANT SELECT ON TABLE proof.entry_facts TO balai_app;
GRANT SELECT ON TABLE proof.entry_facts TO balai_audit;
GRANT SELECT ON TABLE proof.entry_facts TO balai_backup;
GRANT SELECT ON TABLE proof.entry_facts TO balai_wide;

GRANT SELECT ON TABLE proof.leaf TO balai_app;
GRANT SELECT ON TABLE proof.leaf TO balai_audit;
GRANT SELECT ON TABLE proof.leaf TO balai_backup;
GRANT SELECT,INSERT,UPDATE ON TABLE proof.leaf TO balai_wide;

GRANT SELECT ON TABLE proof.log TO balai_app;
GRANT SELECT ON TABLE proof.log TO balai_audit;
GRANT SELECT ON TABLE proof.log TO balai_backup;
GRANT SELECT,INSERT,UPDATE ON TABLE proof.log TO balai_wide;

GRANT SELECT ON TABLE proof.pending TO balai_app;
GRANT SELECT ON TABLE proof.pending TO balai_audit;
GRANT SELECT ON TABLE proof.pending TO balai_backup;
GRANT SELECT,INSERT,DELETE ON TABLE proof.pending TO balai_wide;

GRANT SELECT ON TABLE proof.period_facts TO balai_app;
GRANT SELECT ON TABLE proof.period_facts TO balai_audit;
GRANT SELECT ON TABLE proof.period_facts TO balai_backup;
GRANT SELECT ON TABLE proof.period_facts TO balai_wide;

GRANT SELECT ON TABLE proof.stamp TO balai_app;
GRANT SELECT ON TABLE proof.stamp TO balai_audit;
GRANT SELECT ON TABLE proof.stamp TO balai_backup;
GRANT SELECT ON TABLE proof.stamp TO balai_wide;

GRANT SELECT ON TABLE proof.tile TO balai_app;
GRANT SELECT ON TABLE proof.tile TO balai_audit;
GRANT SELECT ON TABLE proof.tile TO balai_backup;
GRANT SELECT,INSERT,UPDATE ON TABLE proof.tile TO balai_wide;

GRANT SELECT ON TABLE proof.village_head TO balai_app;
GRANT SELECT ON TABLE proof.village_head TO balai_audit;
GRANT SELECT ON TABLE proof.village_head TO balai_backup;
GRANT SELECT,INSERT,UPDATE ON TABLE proof.village_head TO balai_wide;

GRANT SELECT ON TABLE web.village_year TO balai_public;
GRANT SELECT ON TABLE web.village_year TO balai_app;
GRANT SELECT ON TABLE web.village_year TO balai_backup;

GRANT SELECT ON TABLE web.budget TO balai_public;
GRANT SELECT ON TABLE web.budget TO balai_app;
GRANT SELECT ON TABLE web.budget TO balai_backup;

GRANT SELECT ON TABLE web.photo TO balai_public;
GRANT SELECT ON TABLE web.photo TO balai_app;
GRANT SELECT ON TABLE web.photo TO balai_backup;

GRANT SELECT ON TABLE web.village TO balai_public;
GRANT SELECT ON TABLE web.village TO balai_app;
GRANT SELECT ON TABLE web.village TO balai_backup;

GRANT SELECT ON TABLE web.work TO balai_public;
GRANT SELECT ON TABLE web.work TO balai_app;
GRANT SELECT ON TABLE web.work TO balai_backup;

ALTER DEFAULT PRIVILEGES FOR ROLE balai_owner REVOKE ALL ON FUNCTIONS  FROM PUBLIC;

-- PostgreSQL database dump complete
