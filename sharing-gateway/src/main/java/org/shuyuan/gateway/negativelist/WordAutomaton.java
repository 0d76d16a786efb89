package org.shuyuan.gateway.negativelist;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * Finds any of many words in one pass over a text: the automaton of Aho and Corasick
 * (Communications of the ACM 18, 1975).
 */
final class WordAutomaton {

	private static final int ROOT = 0;

	private final List<String> words;

	/** The state after a state and a letter. */
	private final Map<Long, Integer> next = new HashMap<>();

	/** The state before each state, and the letter between them. */
	private final List<Long> edges = new ArrayList<>();

	private final int[] longestSuffix;

	/** The word that ends at a state; -1 without one. */
	private final int[] ends;

	/** The next shorter suffix at which a word ends; the root without one. */
	private final int[] shorter;

	private final boolean[] begins = new boolean[1 << 16];

	WordAutomaton(Collection<String> words) {
		this.words = List.copyOf(words);
		int states = 1 + this.words.stream().mapToInt(String::length).sum();
		this.longestSuffix = new int[states];
		this.shorter = new int[states];
		this.ends = new int[states];
		Arrays.fill(this.ends, -1);
		this.edges.add(0L);
		for (int word = 0; word < this.words.size(); word++) {
			add(word);
		}
		link();
	}

	private static long key(int state, char letter) {
		return ((long) state << 16) | letter;
	}

	private void add(int word) {
		int state = ROOT;
		String letters = this.words.get(word);
		this.begins[letters.charAt(0)] = true;
		for (int i = 0; i < letters.length(); i++) {
			long key = key(state, letters.charAt(i));
			Integer known = this.next.get(key);
			if (known == null) {
				known = this.edges.size();
				this.next.put(key, known);
				this.edges.add(key);
			}
			state = known;
		}
		this.ends[state] = word;
	}

	/** State by state, the nearer to the root the earlier. */
	private void link() {
		Map<Integer, List<Integer>> below = new HashMap<>();
		for (int state = 1; state < this.edges.size(); state++) {
			int above = (int) (this.edges.get(state) >> 16);
			below.computeIfAbsent(above, (_) -> new ArrayList<>()).add(state);
		}
		Queue<Integer> order = new ArrayDeque<>(below.getOrDefault(ROOT, List.of()));
		while (!order.isEmpty()) {
			int state = order.remove();
			int suffix = this.longestSuffix[state];
			this.shorter[state] = (this.ends[suffix] >= 0) ? suffix : this.shorter[suffix];
			for (int deeper : below.getOrDefault(state, List.of())) {
				this.longestSuffix[deeper] = step(suffix, (char) this.edges.get(deeper).longValue());
				order.add(deeper);
			}
		}
	}

	private int step(int from, char letter) {
		int state = from;
		while (true) {
			Integer to = this.next.get(key(state, letter));
			if (to != null) {
				return to;
			}
			if (state == ROOT) {
				return ROOT;
			}
			state = this.longestSuffix[state];
		}
	}

	/** Whether a word begins with the letter. */
	boolean begins(char letter) {
		return this.begins[letter];
	}

	/**
	 * Reports every word that is found, leaving out those that overlap an earlier one.
	 */
	void find(WordText text, Consumer<String> found) {
		int state = ROOT;
		for (int at = 0; at < text.length(); at++) {
			char letter = text.letter(at);
			if (state == ROOT && !this.begins[letter]) {
				continue;
			}
			state = step(state, letter);
			String word = ending(state, text, at);
			if (word != null) {
				found.accept(word);
				state = ROOT;
			}
		}
	}

	private @Nullable String ending(int state, WordText text, int at) {
		for (int end = state; end != ROOT; end = this.shorter[end]) {
			if (this.ends[end] >= 0) {
				String word = this.words.get(this.ends[end]);
				if (text.isBoundary(at + 1) && text.isBoundary(at + 1 - word.length())) {
					return word;
				}
			}
		}
		return null;
	}

}
