package org.shuyuan.portal.entry;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.jspecify.annotations.Nullable;
import org.shuyuan.portal.gateway.Data;
import org.shuyuan.portal.gateway.Gateway;
import org.shuyuan.portal.gateway.Profile;
import org.shuyuan.portal.gateway.Rows;

import org.springframework.stereotype.Component;

/**
 * Tables as pictures, each cached until its public part changes. The gateway is asked
 * each time, decides and records, and says whether anything has.
 */
@Component
class ChartCache {

	/** Approximate size of the cache, in characters. */
	private static final long MOST = 16 << 20;

	private final Gateway gateway;

	private final Cache<String, TableCharts> kept = Caffeine.newBuilder()
		.maximumWeight(MOST)
		.weigher((String id, TableCharts tableCharts) -> tableCharts.size())
		.build();

	ChartCache(Gateway gateway) {
		this.gateway = gateway;
	}

	/** A table, if it is open to everyone. */
	Optional<TableCharts> find(String distribution, Executor each) {
		TableCharts before = this.kept.getIfPresent(distribution);
		return switch (this.gateway.first(distribution, DistributionView.PREVIEW,
				(before != null) ? before.tag() : null)) {
			case Gateway.First.Known _ -> Optional.ofNullable(before);
			case Gateway.First.None _ -> Optional.empty();
			case Gateway.First.Some(Rows rows, String tag) -> draw(distribution, rows, tag, each);
		};
	}

	private Optional<TableCharts> draw(String id, Rows rows, @Nullable String tag, Executor each) {
		var described = CompletableFuture.supplyAsync(() -> this.gateway.availability(id).orNull(), each);
		Profile profile = this.gateway.profile(id).orElse(new Profile(List.of()));
		Data data = described.join();
		if (data == null || data.table() == null) {
			return Optional.empty();
		}
		var map = CompletableFuture.supplyAsync(() -> DotMap.columns(profile).flatMap((place) -> map(id, place, tag)),
				each);
		List<CompletableFuture<Optional<Chart>>> charts = ChartRequest.of(profile, data.table().rows())
			.stream()
			.map((wanted) -> CompletableFuture.supplyAsync(
					() -> this.gateway.groups(id, wanted.query(), tag).flatMap((groups) -> Chart.of(wanted, groups)),
					each))
			.toList();
		TableCharts tableCharts = new TableCharts(tag, data, data.table(), rows,
				charts.stream().flatMap((chart) -> chart.join().stream()).toList(), map.join().orElse(null));
		if (tag != null) {
			this.kept.put(id, tableCharts);
		}
		return Optional.of(tableCharts);
	}

	private Optional<DotMap> map(String id, List<String> place, @Nullable String tag) {
		return this.gateway
			.rows(id, Map.of("select", String.join(",", place), "limit", String.valueOf(DotMap.MOST)), tag)
			.flatMap(DotMap::of);
	}

}
