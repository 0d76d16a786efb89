package org.shuyuan.vocab.classification;

import java.util.Optional;

import org.shuyuan.vocab.CodeList;

/**
 * What rank the legal instruments have and what they may therefore justify (Government
 * Data Sharing Regulation, art. 14-15; Guangzhou Digital Economy Regulation, art. 65).
 */
public final class LegalInstruments {

	private LegalInstruments() {
	}

	/** The rank of an instrument: a code of the list {@code ranks}. */
	public static Optional<String> rank(String instrument) {
		return CodeList.of("instruments").find(instrument).flatMap((each) -> each.property("rank"));
	}

	/** Whether an instrument is of sufficient rank to justify not sharing. */
	public static boolean mayJustifyNotSharing(String instrument) {
		return allows(instrument, "mayJustifyNotSharing");
	}

	/** Whether an instrument is of sufficient rank to bar opening to the public. */
	public static boolean mayJustifyNotOpening(String instrument) {
		return allows(instrument, "mayJustifyNotOpening");
	}

	/** How many articles an instrument has in the version cited, where known. */
	public static Optional<Integer> articles(String instrument) {
		return CodeList.of("instruments")
			.find(instrument)
			.flatMap((each) -> each.property("articles"))
			.map(Integer::valueOf);
	}

	private static boolean allows(String instrument, String what) {
		return rank(instrument).flatMap((each) -> CodeList.of("ranks").find(each))
			.flatMap((each) -> each.property(what))
			.map(Boolean::parseBoolean)
			.orElse(false);
	}

}
