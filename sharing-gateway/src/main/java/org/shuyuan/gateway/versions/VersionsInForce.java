package org.shuyuan.gateway.versions;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

import org.shuyuan.gateway.columns.Column;
import org.shuyuan.gateway.inspection.VersionReason;
import org.shuyuan.gateway.inspection.VersionState;
import org.shuyuan.gateway.revocation.Revocations;
import org.shuyuan.vocab.entry.DataItem;
import org.shuyuan.vocab.identifier.DistributionId;

import org.springframework.stereotype.Component;

/**
 * The versions in force, in memory, as decisions need them. Intake fills it at start and
 * after every commit that changes one; what is stopped or removed bites running streams.
 */
@Component
public class VersionsInForce {

	private final Map<DistributionId, VersionInForce> versions = new ConcurrentHashMap<>();

	private final Map<DistributionId, DataVersion> data = new ConcurrentHashMap<>();

	private final List<Consumer<DistributionId>> listeners = new CopyOnWriteArrayList<>();

	private final Revocations revocations;

	VersionsInForce(Revocations revocations) {
		this.revocations = revocations;
	}

	/** The version of a distribution in force. */
	public Optional<VersionInForce> find(DistributionId distribution) {
		return Optional.ofNullable(this.versions.get(distribution));
	}

	/** Distributions that have data to deliver. */
	public Set<DistributionId> distributions() {
		return Set.copyOf(this.data.keySet());
	}

	/** The version of a distribution in force, with its profile and hits. */
	public Optional<DataVersion> findData(DistributionId distribution) {
		return Optional.ofNullable(this.data.get(distribution));
	}

	/**
	 * Notified of every distribution whose data changed, before running streams check.
	 */
	public void listen(Consumer<DistributionId> listener) {
		this.listeners.add(listener);
	}

	/** Puts a version in force with its entry's current items. */
	public void put(DataVersion version, List<DataItem> items) {
		this.data.put(version.distribution(), version);
		boolean table = version.profile() != null;
		VersionReason versionReason = version.reason();
		put(new VersionInForce(version.distribution(), version.entry(), Integer.toString(version.version()),
				version.sha256().value(), version.bytes(), version.filename(),
				Objects.requireNonNullElse(version.mediaType(), "application/octet-stream"), version.at(),
				table ? version.table() : null, (version.profile() != null) ? version.profile().rows() : 0,
				version.columns().stream().map(Column::name).toList(),
				(versionReason != null) ? versionReason.code() : null,
				version.stateFor(items) == VersionState.STOPPED));
		this.listeners.forEach((listener) -> listener.accept(version.distribution()));
		if (version.hits().stream().anyMatch(NegativeListHit::stands)) {
			this.revocations.announceHere();
		}
	}

	/** Puts a version in force, in the place of an earlier one. */
	public void put(VersionInForce version) {
		this.versions.put(version.distribution(), version);
	}

	/** Leaves a distribution without data. */
	public void remove(DistributionId distribution) {
		this.data.remove(distribution);
		this.listeners.forEach((listener) -> listener.accept(distribution));
		if (this.versions.remove(distribution) != null) {
			this.revocations.announceHere();
		}
	}

}
