/// Balai's Monitoring module.
enum MonitoringModule {}
