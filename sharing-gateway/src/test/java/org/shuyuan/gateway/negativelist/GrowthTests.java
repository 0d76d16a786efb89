package org.shuyuan.gateway.negativelist;

import java.time.Duration;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

/** Four megabytes of anything are searched in seconds: the work grows with the length. */
class GrowthTests {

	private static final int LENGTH = 4 << 20;

	@ParameterizedTest
	@ValueSource(strings = { "<!--", "<a:", "<a ", "<", "&", "&#", "&#1", "&amp;", "&a;", "<![CDATA[", "-->", "<b>1",
			"密级 ", "密", "秘-", "内部★", "1 ", "1", "1-", "12345678 ", "1.", "110101", "110101199003", "1101011990030786",
			"11010119900307867", "62220260067053542", "1a", "a", "a-", "1*", "*", "138x", "一", "一二三", "①", "0O",
			"\u0315\u0300", "\u200b1", "\\u0031", "%31", "%", "\\", "(1)", "1\n", "1E+17 ", "ﷺ", "٣", "𝟑",
			"4c2c0136-552f-" })
	void longTextIsSearchedInTimeThatGrowsWithItsLength(String piece) {
		String text = piece.repeat(LENGTH / piece.length());
		assertTimeoutPreemptively(Duration.ofSeconds(60), () -> {
			ContentScan scan = new ContentScan(ContentWords.NONE);
			scan.scan("密<&%\n110101199003078670\n" + text + "</密>%");
			assertThat(scan.found()).isNotEmpty();
		});
	}

}
