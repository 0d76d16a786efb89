package org.shuyuan.gateway.catalogue;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.shuyuan.gateway.policy.SharingPolicy;
import org.shuyuan.gateway.revocation.Revocations;
import org.shuyuan.vocab.CodeList;
import org.shuyuan.vocab.entry.Distribution;
import org.shuyuan.vocab.identifier.AgencyId;
import org.shuyuan.vocab.identifier.DistributionId;
import org.shuyuan.vocab.identifier.EntryId;

import org.springframework.stereotype.Component;

/**
 * The entries that have data or may have them, as the catalogue has them in force. Knows
 * when the catalogue was last reached.
 */
@Component
public class Snapshot {

	private final Map<EntryId, KnownEntry> entries = new ConcurrentHashMap<>();

	private final Map<DistributionId, EntryId> distributions = new ConcurrentHashMap<>();

	/** Codes of the kinds of agencies. */
	private final Map<AgencyId, String> kinds = new ConcurrentHashMap<>();

	private final List<Consumer<DistributionId>> listeners = new CopyOnWriteArrayList<>();

	private final Revocations revocations;

	private volatile Instant heard = Instant.EPOCH;

	private final Clock clock;

	Snapshot(Revocations revocations, Clock clock) {
		this.revocations = revocations;
		this.clock = clock;
	}

	/** The entry with the id. */
	public Optional<KnownEntry> find(EntryId id) {
		return Optional.ofNullable(this.entries.get(id));
	}

	/** The entry that a distribution belongs to, as long as it lists it. */
	public Optional<KnownEntry> find(DistributionId id) {
		return Optional.ofNullable(this.distributions.get(id))
			.flatMap(this::find)
			.filter((known) -> known.entry()
				.distributions()
				.stream()
				.anyMatch((distribution) -> id.equals(distribution.id())));
	}

	/** When the catalogue was last reached, with nothing left unread. */
	public Instant heard() {
		return this.heard;
	}

	/**
	 * The last instant at which decisions can use it, unless the catalogue is reached.
	 */
	public Instant staleAfter() {
		return this.heard.plus(SharingPolicy.STALE_AFTER);
	}

	/** Whether it is too old to decide by. */
	public boolean stale() {
		return staleAfter().isBefore(this.clock.instant());
	}

	/** The catalogue was reached, and all its changes were read. */
	public void heard(Instant at) {
		this.heard = at;
	}

	/**
	 * Notified of every distribution whose entry changed, before running streams check.
	 */
	public void listen(Consumer<DistributionId> listener) {
		this.listeners.add(listener);
	}

	/** Takes in what the catalogue says of an entry; running streams look again. */
	public void put(KnownEntry known) {
		KnownEntry before = this.entries.put(known.id(), known);
		distributions(known).forEach((distribution) -> this.distributions.put(distribution, known.id()));
		tell(known);
		if (before != null) {
			tell(before);
			this.revocations.announceHere();
		}
	}

	/** Takes in of what kind an agency is; running streams look again. */
	public void put(AgencyId agency, String kind) {
		if (!kind.equals(this.kinds.put(agency, kind))) {
			this.revocations.announceHere();
		}
	}

	/**
	 * Whether data are shared with an agency without naming it: a department or a body
	 * with public functions, as the list of kinds says. An unknown one is not.
	 */
	public boolean isDepartment(@Nullable AgencyId agency) {
		return agency != null && CodeList.of("agency-kinds")
			.find(this.kinds.getOrDefault(agency, ""))
			.flatMap((kind) -> kind.property("sharesUnnamed"))
			.filter("true"::equals)
			.isPresent();
	}

	/** Takes in that an entry is no longer in force. */
	public void close(EntryId id) {
		KnownEntry before = this.entries.get(id);
		if (before != null) {
			this.entries.put(id,
					new KnownEntry(id, false, before.published(), before.entry(), before.items(), before.submitted()));
			tell(before);
			this.revocations.announceHere();
		}
	}

	private void tell(KnownEntry known) {
		this.listeners.forEach((listener) -> distributions(known).forEach(listener));
	}

	private static Stream<DistributionId> distributions(KnownEntry known) {
		return known.entry().distributions().stream().map(Distribution::id).filter(Objects::nonNull);
	}

}
