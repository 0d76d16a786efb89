package org.shuyuan.gateway.negativelist;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shuyuan.vocab.SecrecyMarks;

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
			"110101 19900307 8670", "110101-19900307-8670", "830000199201300022", "11010519491231002Ｘ",
			"11010519491231002x", "330106198803120011", "ID330106198803120011", "张三_330106198803120011",
			"2024 330106198803120011", "330106 1988 0312 0011", "330106\u200b198803120011", "130105198803120018",
			"610104620927690", "证件 610104 620927 690", "①330106198803120011", "٣٣٠١٠٦١٩٨٨٠٣١٢٠٠١١",
			"<td>330106<b>19880312</b>0011</td>", "𝟑𝟑𝟎𝟏𝟎𝟔𝟏𝟗𝟖𝟖𝟎𝟑𝟏𝟐𝟎𝟎𝟏𝟏" })
	void residentNumbersAreFoundHoweverWritten(String cell) {
		assertThat(rules(cell)).containsExactly(ContentRule.RESIDENT_ID);
	}

	@ParameterizedTest
	@ValueSource(strings = { "111111199901101512", "440308199902301512", "440308199901101513", "11010119900307867X",
			"610104620932690", "9A110101199003078670", "1101011990030786701", "110101199003078670.55",
			"91110105MA01JY0000" })
	void numbersThatFailAnyCheckAreNot(String cell) {
		assertThat(rules(cell)).doesNotContain(ContentRule.RESIDENT_ID);
	}

	@ParameterizedTest
	@ValueSource(strings = { "13800138000", "+8613800138000", "008613800138000", "138-0013-8000", "电话：138 0013 8000（王）",
			"１３８００１３８０００", "13800138000.0", "13800138000 13900139000", "2024-05-01 13812345678", "2024 13812345678",
			"3-502 13812345678", "13812345678 13912345678 15012345678", "张三_13812345678", "tel13812345678",
			"13812345678Mr", "13812345678.00", "138.1234.5678", "138/1234/5678", "138  1234  5678", "138\t1234\t5678",
			"138\u00a01234\u00a05678", "138\u200b1234\u200b5678", "138－1234－5678", "138–1234–5678", "١٣٨١٢٣٤٥٦٧٨",
			"1 3 8 1 2 3 4 5 6 7 8", "013812345678", "+86-138-1234-5678", "&#49;&#51;8&#x31;2345678",
			"138<b>1234</b>5678", "<a href=\"tel:13812345678\">", "①13812345678", "1.13812345678 2.13912345678",
			"1️⃣3️⃣8️⃣1️⃣2️⃣3️⃣4️⃣5️⃣6️⃣7️⃣8️⃣", "138 - 1234 - 5678", "138·1234·5678" })
	void mobileNumbersAreFoundHoweverWritten(String cell) {
		assertThat(rules(cell)).containsExactly(ContentRule.MOBILE);
	}

	@ParameterizedTest
	@ValueSource(strings = { "010-58592936", "12800138000", "9a44be4e29c13800138000ab", "13800138000.55",
			"0.13800138000", "116.13800138000", "2013800138000", "4c2c0136-552f-44c7-ab91-f13062640621", "1381234.5678",
			"138.12345678", "139.224.12.3 4", "1990-10-1 0000", "<i>13</i><td>812345678</td>",
			"2024-05-01 10:30:00.123 15", "91110105MA01JY0000", "15.2 13.7 14.25 16.1 13.8" })
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

	@Test
	void numbersRightMoreOftenThanByChanceAreNoScheme() {
		List<String> cells = new ArrayList<>();
		cells.addAll(Collections.nCopies(10, "330106198803120011"));
		cells.addAll(Collections.nCopies(11, "330106198803120012"));
		assertThat(rules(cells.toArray(String[]::new))).containsExactly(ContentRule.RESIDENT_ID);
		String[] schemes = IntStream.range(0, 110)
			.mapToObj((n) -> "33010619880312" + (1000 + n))
			.toArray(String[]::new);
		assertThat(rules(schemes)).isEmpty();
	}

	@Test
	void registrationNumbersOfFifteenDigitsAreNotOnesOfPeople() {
		String[] registrations = IntStream.range(0, 100)
			.mapToObj((n) -> "110105" + (10_120_345 + n * 104_729) + n % 10)
			.toArray(String[]::new);
		assertThat(rules(registrations)).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "机密★10年", "文件〔2026〕1号 秘密★", "绝密 ★ 长期", "密级：机密", "机 密 ★", "机密*10年", "机密＊", "密级: 机密",
			"密级为机密", "（机密）", "【机密】", "机密级", "★机密", "机密　★", "绝密", "此件为绝密文件", "机\u200b密★", "&#26426;&#23494;★",
			"密级：<b>机密</b>" })
	void markingsAreFound(String cell) {
		assertThat(rules(cell)).containsExactly(ContentRule.SECRECY_MARKING);
	}

	@ParameterizedTest
	@ValueSource(strings = { "侵犯商业秘密", "保守国家秘密法", "机密性", "商业秘密★★★", "国家秘密载体", "保密协议", "秘密花园", "★秘密花园",
			"国家秘密的密级分为绝密、机密、秘密三级", "《绝密飞行》", "绝密押运", "商业秘密3年", "机密级别划分" })
	void wordsAboutSecretsAreNot(String cell) {
		assertThat(rules(cell)).isEmpty();
	}

	@Test
	void aloneAtTheHeadItIsAMarking() {
		assertThat(List.of("机密", "【秘密】", "绝 密", "绝密★启用前")).allMatch(SecrecyMarks::isAlone);
		assertThat(List.of("商业秘密", "秘密花园", "机密文件管理台账")).noneMatch(SecrecyMarks::isAlone);
	}

	@Test
	void evidenceKeepsFourCharactersAndOne() {
		ContentScan scan = new ContentScan();
		scan.scan("13800138000");
		assertThat(scan.found()).containsExactly(new ContentScan.Found(ContentRule.MOBILE, 1, List.of("1380******0")));
	}

}
