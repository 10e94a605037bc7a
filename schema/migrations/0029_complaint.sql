-- Why: a village says on its public page where people complain (alamat pengaduan). Locks: place.village, for a moment.
ALTER TABLE place.village
    ADD COLUMN complaint text NOT NULL DEFAULT '' CONSTRAINT village_complaint_short CHECK (length(complaint) <= 300);
COMMENT ON COLUMN place.village.complaint IS 'Alamat pengaduan as the public page shows it; empty: the county''s own address.';
