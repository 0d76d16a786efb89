package org.shuyuan.gateway.tables;

import java.nio.file.Path;
import java.time.Duration;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * How tables are cached and queried.
 *
 * @param location folder of the columnar copies; required, there is no default. They can
 * be made again from the objects
 * @param room how much disk tables may take; beyond it those that were asked for longest
 * ago leave, and are made again when they are asked for
 * @param memory most memory all queries share, and again the table being written
 * @param spill most disk that queries may use for sorting
 * @param threads threads of the engine, 1 or more
 * @param connections queries that may run at once, 1 or more
 * @param timeout longest time until a query's first row
 */
@Validated
@ConfigurationProperties("gateway.tables")
record TableProperties(@NotNull Path location, @DefaultValue("20GB") DataSize room,
		@DefaultValue("256MB") DataSize memory, @DefaultValue("4GB") DataSize spill,
		@DefaultValue("2") @Min(1) int threads, @DefaultValue("16") @Min(1) int connections,
		@DefaultValue("30s") Duration timeout) {
}
