package org.shuyuan.catalogue.entry;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.shuyuan.vocab.Text;
import org.shuyuan.vocab.entry.Distribution;
import org.shuyuan.vocab.entry.Entry;
import org.shuyuan.vocab.identifier.DistributionId;

/**
 * What the gateway says of an entry's data before it is published.
 *
 * @param versions the versions to review
 * @param silent whether the gateway timed out, so the state is unknown
 */
record DataReview(List<Version> versions, boolean silent) {

	/** There is no gateway, and so there are no data. */
	static final DataReview NO_GATEWAY = new DataReview(List.of(), false);

	/** The gateway did not answer. */
	static final DataReview SILENT = new DataReview(List.of(), true);

	DataReview {
		versions = List.copyOf(versions);
	}

	/**
	 * Proceeds only if every doubtful version was seen in its present state.
	 * @param seen the versions that the publisher has reviewed
	 * @return what the history says of them, nothing where there is no doubt
	 * @throws org.shuyuan.support.problem.Problem 409 {@code data-not-seen} or
	 * {@code data-not-inspected}, 503 {@code gateway-silent}
	 */
	Optional<String> requireSeen(Entry entry, List<SeenVersion> seen) {
		Set<DistributionId> of = entry.distributions()
			.stream()
			.map(Distribution::id)
			.filter(Objects::nonNull)
			.collect(Collectors.toSet());
		if (of.isEmpty()) {
			return Optional.empty();
		}
		if (this.silent) {
			throw EntryProblems.gatewaySilent();
		}
		List<Version> doubtful = this.versions.stream()
			.filter((version) -> of.contains(version.distribution()) && !version.doubts().isEmpty())
			.toList();
		List<Version> pending = doubtful.stream().filter(Version::pending).toList();
		if (!pending.isEmpty()) {
			throw EntryProblems.dataNotInspected(pending);
		}
		List<Version> unseen = doubtful.stream().filter((version) -> !seen.contains(version.seen())).toList();
		if (!unseen.isEmpty()) {
			throw EntryProblems.dataNotSeen(unseen);
		}
		return doubtful.isEmpty() ? Optional.empty() : Optional.of("已查看存疑的数据版本 doubtful versions seen: "
				+ doubtful.stream().map(Version::told).collect(Collectors.joining("；")));
	}

	/**
	 * One version of the data under a distribution.
	 *
	 * @param distribution the distribution
	 * @param version number of the version
	 * @param state its state
	 * @param pending whether it is not inspected yet
	 * @param doubts why it is not to be published unseen
	 * @param findings ids of the undecided findings
	 */
	record Version(DistributionId distribution, String version, String state, boolean pending, List<Doubt> doubts,
			List<String> findings) {

		Version {
			doubts = (doubts == null) ? List.of() : List.copyOf(doubts);
			findings = (findings == null) ? List.of() : List.copyOf(findings);
		}

		/** As named by the one who has seen it. */
		SeenVersion seen() {
			return new SeenVersion(this.distribution, this.version, this.state, this.findings);
		}

		private String told() {
			return "%s v%s %s [%s]".formatted(this.distribution, this.version, this.state,
					this.doubts.stream().map(Doubt::code).distinct().collect(Collectors.joining(", ")));
		}

	}

	/**
	 * Why a version is not to be published unseen.
	 *
	 * @param code stable code
	 * @param text for people
	 */
	record Doubt(String code, @Nullable Text text) {
	}

	/**
	 * A version as the publisher has seen it.
	 *
	 * @param distribution the distribution
	 * @param version number of the version
	 * @param state where it stood
	 * @param findings ids of the findings that were undecided, in any order
	 */
	record SeenVersion(@Nullable DistributionId distribution, @Nullable String version, @Nullable String state,
			List<String> findings) {

		SeenVersion {
			findings = (findings == null) ? List.of() : findings.stream().sorted().toList();
		}

	}

}
