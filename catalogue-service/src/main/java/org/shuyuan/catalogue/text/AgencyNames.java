package org.shuyuan.catalogue.text;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The names by which people call an agency, by rule from any one of them: without the
 * place, with the level only, with a shorter ending, and with what is abbreviated in
 * {@code agency-names.txt}. 云渚市卫生健康委员会 is 市卫健委 and 卫健委, too.
 */
public final class AgencyNames {

	/** Longer names are not agencies'. */
	static final int LONGEST = 24;

	private static final int MOST_NAMES = 12;

	private static final int LONGEST_PLACE = 8;

	private static final int SHORTEST_NAME = 3;

	private static final String LEVELS = "省市县区州旗";

	/** What has 市 or 区 at its end and is no place: 城市, 社区. */
	private static final String NO_PLACE = "城都社园景地辖林库灌校片特郊小港牧发作";

	private static final List<String> ENDINGS = List.of("委员会", "办公室", "局", "委", "厅");

	/** Endings as they are shortened, the longest first. */
	private static final List<List<String>> SHORT_ENDINGS = List.of(List.of("监督管理局", "监管局"), List.of("管理委员会", "管委会"),
			List.of("管理局", "局"), List.of("事务局", "局"), List.of("委员会", "委"), List.of("办公室", "办"), List.of("管理中心", "中心"));

	private final List<List<String>> abbreviations = WordLists.groups("agency-names.txt");

	/**
	 * @param withPlace names that say whose agency it is, by place or by level; empty
	 * where the given one does not
	 * @param withoutPlace names that any place's agency of this kind has
	 */
	public record Names(Set<String> withPlace, Set<String> withoutPlace) {
	}

	/**
	 * The names of an agency.
	 * @param folded any one of its names, folded
	 */
	public Names of(String folded) {
		String name = folded.codePoints()
			.filter(Character::isLetterOrDigit)
			.collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
			.toString();
		int place = (name.length() <= LONGEST * 2) ? placeEnd(name) : 0;
		Set<String> kinds = kinds(name.substring(place));
		if (place == 0) {
			return new Names(Set.of(), kinds);
		}
		Set<String> withPlace = new LinkedHashSet<>();
		for (String kind : kinds) {
			withPlace.add(name.substring(0, place) + kind);
			withPlace.add(name.charAt(place - 1) + kind);
		}
		return new Names(withPlace, kinds);
	}

	/** Where the name of a place or level ends that a name begins with, or 0. */
	private static int placeEnd(String name) {
		int end = 0;
		for (int i = 0; i < Math.min(end + LONGEST_PLACE, name.length() - SHORTEST_NAME); i++) {
			boolean market = name.charAt(i) == '市' && name.charAt(i + 1) == '场';
			boolean place = LEVELS.indexOf(name.charAt(i)) >= 0 && !market
					&& (i == 0 || NO_PLACE.indexOf(name.charAt(i - 1)) < 0);
			String rest = name.substring(i + 1);
			if (place && !rest.equals("管委会") && !rest.equals("管理委员会")) {
				end = i + 1;
			}
		}
		return end;
	}

	private Set<String> kinds(String full) {
		Set<String> kinds = new LinkedHashSet<>();
		kinds.add(full);
		String plain = full.replaceAll("[和与及]", "");
		kinds.add(plain);
		for (List<String> ending : SHORT_ENDINGS) {
			if (plain.endsWith(ending.getFirst()) && plain.length() > ending.getFirst().length()) {
				kinds.add(plain.substring(0, plain.length() - ending.getFirst().length()) + ending.getLast());
			}
		}
		for (List<String> group : this.abbreviations) {
			Set<String> shortened = new LinkedHashSet<>();
			for (String kind : kinds) {
				group.stream()
					.filter(kind::startsWith)
					.max((a, b) -> a.length() - b.length())
					.ifPresent(
							(word) -> group.forEach((other) -> shortened.add(other + kind.substring(word.length()))));
			}
			kinds.addAll(shortened);
		}
		return kinds.stream()
			.filter((kind) -> kind.length() > 1)
			.limit(MOST_NAMES)
			.collect(Collectors.toCollection(LinkedHashSet::new));
	}

	/**
	 * The length of an agency's name that a text begins with, 0 where it does not.
	 * @param text folded Chinese
	 * @param start where it begins
	 * @param wordEnds places where a word ends
	 */
	int lengthAt(String text, int start, int end, Set<Integer> wordEnds) {
		for (List<String> group : this.abbreviations) {
			for (String whole : group) {
				if (whole.endsWith("联") && text.startsWith(whole, start)) {
					return whole.length();
				}
			}
		}
		int limit = Math.min(end, start + LONGEST);
		for (int at = start + SHORTEST_NAME; at <= limit; at++) {
			String candidate = text.substring(start, at);
			boolean longer = at < limit && text.startsWith("员会", at) && candidate.endsWith("委");
			if (!longer && wordEnds.contains(at) && ENDINGS.stream().anyMatch(candidate::endsWith)) {
				return candidate.length();
			}
		}
		return 0;
	}

	/** The words of a name before its ending: 交通 of 交通局. */
	static String subject(String name) {
		return ENDINGS.stream()
			.filter(name::endsWith)
			.findFirst()
			.map((ending) -> name.substring(0, name.length() - ending.length()))
			.orElse(name);
	}

}
