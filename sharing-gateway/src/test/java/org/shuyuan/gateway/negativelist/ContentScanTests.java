package org.shuyuan.gateway.negativelist;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class ContentScanTests {

	private static List<ContentRule> rules(String... cells) {
		ContentScan scan = new ContentScan();
		for (String cell : cells) {
			scan.scan(cell);
		}
		return scan.found().stream().map(ContentScan.Found::rule).toList();
	}

	@ParameterizedTest
	@ValueSource(strings = { "110101199003078670", "身份证号440308199901101512。", "１１０１０１１９９００３０７８６７０",
			"110101 19900307 8670", "110101-19900307-8670", "830000199201300022" })
	void residentNumbersAreFoundHoweverWritten(String cell) {
		assertThat(rules(cell)).containsExactly(ContentRule.RESIDENT_ID);
	}

	@ParameterizedTest
	@ValueSource(strings = { "111111199901101512", "440308199902301512", "440308199901101513", "11010119900307867X",
			"A110101199003078670", "1101011990030786701", "110101199003078670.55", "91110105MA01JY0000" })
	void numbersThatFailAnyCheckAreNot(String cell) {
		assertThat(rules(cell)).doesNotContain(ContentRule.RESIDENT_ID);
	}

	@ParameterizedTest
	@ValueSource(strings = { "13800138000", "+8613800138000", "008613800138000", "138-0013-8000", "电话：138 0013 8000（王）",
			"１３８００１３８０００", "13800138000.0", "13800138000 13900139000" })
	void mobileNumbersAreFoundHoweverWritten(String cell) {
		assertThat(rules(cell)).containsExactly(ContentRule.MOBILE);
	}

	@ParameterizedTest
	@ValueSource(strings = { "010-58592936", "12800138000", "9a44be4e29c13800138000ab", "13800138000.55",
			"0.13800138000", "2013800138000" })
	void otherNumbersAreNoMobiles(String cell) {
		assertThat(rules(cell)).isEmpty();
	}

	@Test
	void cardsAreFoundByIssuerAndCheckDigit() {
		assertThat(rules("6222026006705354216")).containsExactly(ContentRule.BANK_CARD);
		assertThat(rules("6222 0260 0670 5354 216")).containsExactly(ContentRule.BANK_CARD);
		assertThat(rules("6222026006705354218")).isEmpty();
		assertThat(rules("7222026006705354216")).isEmpty();
	}

	@Test
	void numberingSchemesThatPassByChanceAreLeftOut() {
		String[] orders = new String[50];
		for (int i = 0; i < orders.length; i++) {
			orders[i] = "62220260067053" + (10_000 + i * 7);
		}
		assertThat(rules(orders)).isEmpty();
		assertThat(rules("6222026006705354216", "6222026006705354216", "6222026006705354216", "6222026006705354216",
				"6222026006705354216"))
			.containsExactly(ContentRule.BANK_CARD);
	}

	@ParameterizedTest
	@ValueSource(strings = { "机密★10年", "文件〔2026〕1号 秘密★", "绝密 ★ 长期", "密级：机密" })
	void markingsAreFound(String cell) {
		assertThat(rules(cell)).containsExactly(ContentRule.SECRECY_MARKING);
	}

	@ParameterizedTest
	@ValueSource(strings = { "侵犯商业秘密", "保守国家秘密法", "机密性", "绝密", "商业秘密★★★", "国家秘密载体" })
	void wordsAboutSecretsAreNot(String cell) {
		assertThat(rules(cell)).isEmpty();
	}

	@Test
	void aloneAtTheHeadItIsAMarking() {
		assertThat(List.of("机密", "【秘密】", "绝 密", "绝密★启用前")).allMatch(SecrecyMarkings::isHeadMarking);
		assertThat(List.of("商业秘密", "秘密花园", "机密文件管理台账")).noneMatch(SecrecyMarkings::isHeadMarking);
	}

	@Test
	void evidenceKeepsFourCharactersAndOne() {
		ContentScan scan = new ContentScan();
		scan.scan("13800138000");
		assertThat(scan.found()).containsExactly(new ContentScan.Found(ContentRule.MOBILE, 1, List.of("1380******0")));
	}

}
