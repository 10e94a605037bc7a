/// Balai's Postgres module.
enum PostgresModule {}
