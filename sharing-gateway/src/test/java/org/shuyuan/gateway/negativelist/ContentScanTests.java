package org.shuyuan.gateway.negativelist;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shuyuan.vocab.negativelist.SecrecyMarks;

import static org.assertj.core.api.Assertions.assertThat;

class ContentScanTests {

	private static List<ContentRule> rules(String... cells) {
		ContentScan scan = new ContentScan(ContentWords.NONE);
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
			"(138)12345678", "138（1234）5678", "+86(138)12345678", "【138】12345678", "一三八一二三四五六七八", "壹叁捌壹贰叁肆伍陆柒捌",
			"幺三八幺二三四五六七八", "一三八12345678", "电话138幺二三四5678", "1.3812345678E10", "1.381234567E10", "1.3812345678E+10",
			"1️⃣3️⃣8️⃣1️⃣2️⃣3️⃣4️⃣5️⃣6️⃣7️⃣8️⃣", "138 - 1234 - 5678", "138·1234·5678" })
	void mobileNumbersAreFoundHoweverWritten(String cell) {
		assertThat(rules(cell)).containsExactly(ContentRule.MOBILE);
	}

	@ParameterizedTest
	@ValueSource(strings = { "010-58592936", "12800138000", "9a44be4e29c13800138000ab", "13800138000.55",
			"0.13800138000", "116.13800138000", "2013800138000", "4c2c0136-552f-44c7-ab91-f13062640621", "1381234.5678",
			"138.12345678", "139.224.12.3 4", "1990-10-1 0000", "<i>13</i><td>812345678</td>",
			"2024-05-01 10:30:00.123 15", "91110105MA01JY0000", "15.2 13.7 14.25 16.1 13.8", "1.3812345678E9",
			"1.38123456781E10", "9.3812345678E10", "一二三四五六七八九一〇", "第一三八章第二三四节第五六七条", "(2013)8123 45678" })
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

	@ParameterizedTest
	@ValueSource(strings = { "460003198803120016", "460025198803120014", "654002198803120019", "654201198803120013",
			"654301198803120019", "513621198803120019", "513721198803120014", "51382119880312001X",
			"51390119880312001X", "533521198803120017", "469005198803120017", "429004198803120013",
			"659001198803120017", "419001198803120012", "500381198803120014", "11030119880312001X" })
	void residentNumbersOfEveryPrefectureEverAreFound(String number) {
		assertThat(rules(number)).containsExactly(ContentRule.RESIDENT_ID);
	}

	@ParameterizedTest
	@ValueSource(strings = { "33010619880312001101", "330106198803120011L1", "330106198803120011A",
			"330106198803120011 L1", "33010619880312**11", "330106198803120***", "3301061988031200**",
			"330106********0011 33010619880312****", "330106198803120XX1", "33010619880312●●11", "3301**19880312****",
			"3.30106198803120E+17", "3.30106198803120e17", "330106198\n803120011", "330106      19880312      0011",
			"(330106)(19880312)(0011)", "330106:19880312:0011", "33O1O6198803120011", "33010619880312001l",
			"330106（19880312）0011", "330106、19880312、0011", "三三〇一〇六19880312〇〇一一", "33零106一988零3120011",
			"3、3、0、1、0、6、1、9、8、8、0、3、1、2、0、0、1、1", "3|3|0|1|0|6|1|9|8|8|0|3|1|2|0|0|1|1",
			"330106198803120011330106198803120011", "33010619880312001113812345678", "13812345678330106198803120011",
			"A11010519491231002XB", "33O1O6l98803120011", "三三〇一〇六一九八八〇三一二〇〇一一", "叁叁零壹零陆壹玖捌捌零叁壹贰零零壹壹",
			"\\u0033\\u0033\\u0030106198803120011", "%33%33%30106198803120011", "张三3\u03013\u03010106198803120011",
			"330106198803120000" })
	void residentNumbersInDisguiseAreFound(String cell) {
		assertThat(rules(cell)).containsExactly(ContentRule.RESIDENT_ID);
	}

	@ParameterizedTest
	@ValueSource(strings = { "110***********4477", "110101********4477", "**************4477", "1101*************0",
			"330106:19880312:0012", "33O1O6198803120012", "33010619881312**11", "330106 19880312 合计 0011", "1.5E+17",
			"99010619880312**11", "三三〇一〇六一九八八〇三一二〇〇一二" })
	void whatTellsNobodyIsLeft(String cell) {
		assertThat(rules(cell)).isEmpty();
	}

	@Test
	void numbersOfPeopleAreNotDroppedForTheirCompany() {
		List<String> lookAlikes = IntStream.range(0, 100)
			.mapToObj(
					(n) -> "110101%04d%02d%02d%03d".formatted(1940 + n * 7 % 70, 1 + n % 12, 1 + n % 28, n * 37 % 1000))
			.map((number) -> number + "0")
			.toList();
		List<String> cells = new ArrayList<>(lookAlikes);
		cells.addAll(List.of("330106198803120011", "460003198803120016"));
		assertThat(rules(cells.toArray(String[]::new))).containsExactly(ContentRule.RESIDENT_ID);
	}

	@Test
	void numbersRoundedByASpreadsheetAreFoundWhereMostAre() {
		assertThat(rules("1.10101E+17", "3.30106E+17", "1.10105E+17")).containsExactly(ContentRule.RESIDENT_ID);
		assertThat(rules("330106198803120000", "110101197002020000", "110105196003030000", "110105196103030000",
				"110105196203030000"))
			.containsExactly(ContentRule.RESIDENT_ID);
		assertThat(rules("9.90101E+17", "8.80106E+17")).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "4c2c0136-552f-44c7-ab91-13912345678a", "13912345-678f-44c7-ab91-f13062640621",
			"{13912345-678F-44C7-AB91-F13062640621}", "13812345678abcdefabcdefabcdefabcdef" })
	void codesOfMachinesAreNotOnesOfPeople(String code) {
		assertThat(rules(code)).isEmpty();
	}

	@Test
	void codesOfLettersAndDigitsAreNoMobiles() {
		String[] codes = IntStream.range(0, 100)
			.mapToObj((n) -> "XM" + (10_000_000_000L + n * 899_999_981L))
			.toArray(String[]::new);
		assertThat(rules(codes)).isEmpty();
		assertThat(rules("tel13812345678", "tel13912345678")).containsExactly(ContentRule.MOBILE);
	}

	@Test
	void businessRegistrationsAreNotOldResidentNumbers() {
		String[] registrations = IntStream.range(0, 100)
			.mapToObj((n) -> registration("110105%08d".formatted(10_120_345 + n * 104_729)))
			.toArray(String[]::new);
		assertThat(rules(registrations)).isEmpty();
		assertThat(rules(registration("11010500101011"))).isEmpty();
	}

	private static String registration(String body) {
		int product = 10;
		for (int i = 0; i < 14; i++) {
			int sum = (product + body.charAt(i) - '0') % 10;
			product = ((sum == 0) ? 10 : sum) * 2 % 11;
		}
		return body + (11 - product) % 10;
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
		ContentScan scan = new ContentScan(ContentWords.NONE);
		scan.scan("13800138000");
		assertThat(scan.found()).containsExactly(new ContentScan.Found(ContentRule.MOBILE, 1, List.of("1380******0")));
	}

}
