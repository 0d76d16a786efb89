package org.shuyuan.catalogue.text;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import com.github.houbb.pinyin.constant.enums.PinyinStyleEnum;
import com.github.houbb.pinyin.util.PinyinHelper;

/**
 * How words are read aloud, without tones; the word decides which reading of a character
 * is meant.
 */
final class Pinyin {

	private static final int REMEMBERED = 100_000;

	private final Map<String, List<String>> known = new ConcurrentHashMap<>();

	/**
	 * One syllable for each character of a Chinese word; a character without a known
	 * reading is kept as it is.
	 */
	List<String> of(String word) {
		List<String> remembered = this.known.get(word);
		if (remembered != null) {
			return remembered;
		}
		List<String> syllables = read(word);
		if (this.known.size() < REMEMBERED) {
			this.known.put(word, syllables);
		}
		return syllables;
	}

	private static List<String> read(String word) {
		List<String> syllables = split(word);
		if (syllables.size() == word.length()) {
			return syllables;
		}
		return word.chars().mapToObj((character) -> {
			List<String> one = split(String.valueOf((char) character));
			return one.isEmpty() ? String.valueOf((char) character) : one.getFirst();
		}).toList();
	}

	private static List<String> split(String word) {
		String spelled = PinyinHelper.toPinyin(word, PinyinStyleEnum.NORMAL, " ").replace('ü', 'v');
		return Arrays.stream(spelled.split(" ")).filter((syllable) -> !syllable.isBlank()).toList();
	}

}
