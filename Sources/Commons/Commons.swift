/// Balai's Commons module.
enum CommonsModule {}
