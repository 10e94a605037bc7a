enum SupportModule {}
