/// Balai's GeoIndex module.
enum GeoIndexModule {}
