public import Postgres

/// Every statement of sessions, sign-in and accounts.
public enum IdentityStatement: String, SQLStatement {
    case sessionOf = """
        SELECT s.*, balai.today(s.regency)::text AS today FROM identity.session_of($1) AS s
        """
    case signInFacts = "SELECT * FROM identity.sign_in_facts($1, $2)"
    case countFailure = "SELECT identity.count_failure($1, $2) AS wait_seconds"
    case openSession = "SELECT identity.open_session($1, $2, $3, $4, $5, $6, $7)"
    case endSession = "SELECT identity.end_session($1) AS ended"
    case mySessions = "SELECT * FROM identity.my_sessions()"
    case endSessionMarked = "SELECT identity.end_session_marked($1) AS ended"
    case secondFactorFacts = "SELECT * FROM identity.second_factor_facts()"
    case enrolSecondFactor = "SELECT identity.enrol_second_factor($1)"
    case acceptSecondFactor = "SELECT identity.accept_second_factor($1, $2)"
    case setLanguage = "SELECT identity.set_language($1)"
    case changePassword = "SELECT identity.change_password($1, $2)"
    case slipFacts = "SELECT * FROM identity.slip_facts($1)"
    case useSlip = "SELECT identity.use_slip($1, $2) AS account"
    case createAccount =
        "SELECT identity.create_account($1, $2, $3, $4, $5, $6, $7, $8, $9::date, $10::date, $11, $12) AS id"
    case appoint = "SELECT identity.appoint($1, $2, $3, $4, $5, $6::date, $7::date, $8, $9) AS id"
    case endPost = "SELECT identity.end_post($1, $2::date, $3) AS revision"
    case makeSlip = "SELECT identity.make_slip($1, $2)"
    case closeAccount = "SELECT identity.close_account($1, $2)"
    case accounts = "SELECT * FROM identity.accounts($1, $2, $3)"
    case oneAccount = "SELECT * FROM identity.accounts('', NULL, 1, $1)"
    case isFresh = "SELECT identity.is_fresh() AS is_fresh"
    case bootstrapAccount =
        "SELECT identity.bootstrap_account($1, $2, $3, $4, $5, $6, $7, $8, $9::date, $10, $11, $12) AS id"
}
