package org.shuyuan.catalogue.text;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.cn.smart.HMMChineseTokenizer;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;

/**
 * Finds the words in running Chinese.
 */
final class ChineseSegmenter {

	/** Longer runs are cut: the time a segmentation takes grows with the sentence. */
	private static final int LONGEST = 400;

	private final Queue<Tokenizer> idle = new ConcurrentLinkedQueue<>();

	/**
	 * A word's place in a text.
	 *
	 * @param start index of its first character
	 * @param end index after its last character
	 */
	record Place(int start, int end) {
	}

	/**
	 * The words of a run of Chinese characters, in order and without gaps.
	 */
	List<Place> in(String text, int start, int end) {
		List<Place> words = new ArrayList<>();
		for (int from = start; from < end; from += LONGEST) {
			segment(text, from, Math.min(end, from + LONGEST), words);
		}
		return words;
	}

	private void segment(String text, int start, int end, List<Place> words) {
		if (end - start == 1) {
			words.add(new Place(start, end));
			return;
		}
		Tokenizer polled = this.idle.poll();
		Tokenizer tokenizer = (polled != null) ? polled : new HMMChineseTokenizer();
		try {
			OffsetAttribute offset = tokenizer.getAttribute(OffsetAttribute.class);
			tokenizer.setReader(new StringReader(text.substring(start, end)));
			tokenizer.reset();
			int covered = start;
			while (tokenizer.incrementToken()) {
				int wordStart = start + offset.startOffset();
				fill(covered, wordStart, words);
				words.add(new Place(wordStart, start + offset.endOffset()));
				covered = start + offset.endOffset();
			}
			fill(covered, end, words);
			tokenizer.end();
			tokenizer.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.idle.offer(tokenizer);
	}

	private static void fill(int from, int to, List<Place> words) {
		for (int i = from; i < to; i++) {
			words.add(new Place(i, i + 1));
		}
	}

}
