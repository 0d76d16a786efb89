package org.shuyuan.gateway.intake;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.dhatim.fastexcel.VisibilityState;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/**
 * Files with invented numbers and markings in every way to write them, and files with
 * what only looks like it.
 */
final class InventedFiles {

	private static final int[] WEIGHTS = { 7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2 };

	private static final String[] REGIONS = { "110101", "330106", "460003", "513621", "654002", "469005", "320583",
			"533521", "150402", "810000" };

	private final Random random;

	private final Map<String, Map<String, Supplier<byte[]>>> hiding = new LinkedHashMap<>();

	private final Map<String, Supplier<byte[]>> harmless = new LinkedHashMap<>();

	InventedFiles(long seed) {
		this.random = new Random(seed);
		residents();
		mobiles();
		cards();
		markings();
	}

	/** By the rule that has to find something, and by disguise. */
	Map<String, Map<String, Supplier<byte[]>>> hiding() {
		return this.hiding;
	}

	/** In which nothing is to be found. */
	Map<String, Supplier<byte[]>> harmless() {
		if (this.harmless.isEmpty()) {
			lookAlikes();
		}
		return this.harmless;
	}

	private void add(String rule, String disguise, Supplier<byte[]> file) {
		this.hiding.computeIfAbsent(rule, (any) -> new LinkedHashMap<>()).put(disguise, file);
	}

	private void cells(String rule, Supplier<String> number, Map<String, UnaryOperator<String>> disguises) {
		disguises.forEach((name, disguise) -> add(rule, name, () -> utf8(csv((i) -> disguise.apply(number.get())))));
	}

	private static byte[] utf8(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	private static String csv(Function<Integer, String> cell) {
		return "编号,名称,内容\n" + IntStream.range(0, 12)
			.mapToObj((i) -> i + ",事项" + i + ",\"" + cell.apply(i).replace("\"", "\"\"") + "\"\n")
			.collect(Collectors.joining());
	}

	private String digits(int count) {
		return this.random.ints(count, 0, 10).mapToObj(Integer::toString).collect(Collectors.joining());
	}

	private String seventeen() {
		return "%s%04d%02d%02d%s".formatted(REGIONS[this.random.nextInt(REGIONS.length)],
				1940 + this.random.nextInt(70), 1 + this.random.nextInt(12), 1 + this.random.nextInt(28), digits(3));
	}

	private static char check(String seventeen) {
		int sum = 0;
		for (int i = 0; i < 17; i++) {
			sum += (seventeen.charAt(i) - '0') * WEIGHTS[i];
		}
		return "10X98765432".charAt(sum % 11);
	}

	private String resident() {
		String number = seventeen();
		return number + check(number);
	}

	private String residentWithDigits() {
		String number = resident();
		return number.endsWith("X") ? residentWithDigits() : number;
	}

	private String lookAlike() {
		String number = seventeen();
		char wrong = (char) ('0' + (check(number) - '0' + 1 + this.random.nextInt(8)) % 10);
		return number + ((check(number) == 'X') ? '1' : wrong);
	}

	private static String each(String text, Function<Character, String> written) {
		return text.chars().mapToObj((next) -> written.apply((char) next)).collect(Collectors.joining());
	}

	private static String shifted(String text, int zero) {
		return each(text, (next) -> Character.isDigit(next) ? Character.toString(zero + next - '0') : next.toString());
	}

	private static String parted(String text, String sign, int... widths) {
		List<String> parts = new ArrayList<>();
		int at = 0;
		for (int width : widths) {
			parts.add(text.substring(at, at + width));
			at += width;
		}
		return String.join(sign, parts) + text.substring(at);
	}

	private void residents() {
		Map<String, UnaryOperator<String>> ways = new LinkedHashMap<>();
		ways.put("plain", (id) -> id);
		ways.put("full width", (id) -> shifted(id, '０').replace('X', 'Ｘ'));
		ways.put("spaces", (id) -> parted(id, " ", 6, 8, 4));
		ways.put("dashes", (id) -> parted(id, "-", 6, 4, 4, 4));
		ways.put("no-break spaces", (id) -> parted(id, "\u00a0", 6, 8, 4));
		ways.put("in a sentence", (id) -> "申请人张三（身份证号：" + id + "）于昨日提交。");
		ways.put("formula in quotes", (id) -> "=\"" + id + "\"");
		ways.put("apostrophe", (id) -> "'" + id);
		ways.put("entities", (id) -> each(id, (next) -> "&#" + (int) next + ";"));
		ways.put("tags", (id) -> "<td>" + parted(id, "<b></b>", 6, 8, 4) + "</td>");
		ways.put("Arabic-Indic digits", (id) -> shifted(id, '٠'));
		ways.put("mathematical digits", (id) -> shifted(id, 0x1D7CE));
		ways.put("zero width", (id) -> parted(id, "\u200b", 3, 3, 4, 4, 4));
		ways.put("combining marks", (id) -> each(id, (next) -> next + "\u0301"));
		ways.put("two signs hidden", (id) -> id.substring(0, 14) + "**" + id.substring(16));
		ways.put("four signs hidden", (id) -> id.substring(0, 14) + "****");
		ways.put("hidden by letters", (id) -> id.substring(0, 15) + "XX" + id.substring(17));
		ways.put("line break", (id) -> parted(id, "\n", 9, 9));
		ways.put("wide gaps", (id) -> parted(id, "      ", 6, 8, 4));
		ways.put("brackets", (id) -> parted(id, ")(", 6, 8, 4));
		ways.put("colons", (id) -> parted(id, ":", 6, 8, 4));
		ways.put("letters for digits",
				(id) -> id.substring(0, 6).replace('0', 'O').replace('1', 'l') + id.substring(6));
		ways.put("Chinese numerals", (id) -> each(id, (next) -> Character.isDigit(next)
				? "〇一二三四五六七八九".substring(next - '0', next - '0' + 1) : next.toString()));
		ways.put("address escapes", (id) -> each(id, (next) -> "%%%02X".formatted((int) next)));
		ways.put("program escapes", (id) -> each(id, (next) -> "\\u%04x".formatted((int) next)));
		ways.put("tax number, digits", (id) -> id + "01");
		ways.put("tax number, letters", (id) -> id + "L1");
		ways.put("with a name", (id) -> "张三_" + id);
		cells("resident-id", this::resident, ways);
		add("resident-id", "lower-case x", () -> utf8(csv((i) -> {
			String number = seventeen();
			return (check(number) == 'X') ? number + "x" : number + check(number);
		})));
		add("resident-id", "15 digits", () -> utf8(csv((i) -> {
			String number = seventeen();
			return number.substring(0, 6) + "%02d".formatted(30 + this.random.nextInt(60)) + number.substring(10);
		})));
		add("resident-id", "rounded by a spreadsheet",
				() -> utf8(csv((i) -> residentWithDigits().substring(0, 15) + "000")));
		add("resident-id", "scientific", () -> utf8(csv((i) -> {
			String id = resident();
			return id.charAt(0) + "." + id.substring(1, 15) + "E+17";
		})));
		add("resident-id", "scientific, shortened", () -> utf8(csv((i) -> {
			String id = resident();
			return id.charAt(0) + "." + id.substring(1, 6) + "E+17";
		})));
		add("resident-id", "one in 1,000 rows",
				() -> utf8("编号,内容\n" + IntStream.range(0, 1000)
					.mapToObj((i) -> i + "," + ((i == 700) ? resident() : "无"))
					.collect(Collectors.joining("\n"))));
		add("resident-id", "4 among 100 look-alikes",
				() -> utf8("编号,内容\n" + IntStream.range(0, 104)
					.mapToObj((i) -> i + "," + ((i % 26 == 7) ? resident() : lookAlike()))
					.collect(Collectors.joining("\n"))));
		add("resident-id", "50 among 950 look-alikes",
				() -> utf8("编号,内容\n" + IntStream.range(0, 1000)
					.mapToObj((i) -> i + "," + ((i % 20 == 7) ? resident() : lookAlike()))
					.collect(Collectors.joining("\n"))));
		add("resident-id", "title line", () -> utf8("填表人 " + resident() + ",,\n" + csv((i) -> "无")));
		add("resident-id", "JSON", () -> utf8("[{\"a\":\"" + resident() + "\"},{\"a\":\"无\"}]"));
		add("resident-id", "JSON number", () -> utf8("[{\"a\":" + residentWithDigits() + "},{\"a\":1}]"));
		add("resident-id", "JSON, nested", () -> utf8("{\"a\":{\"b\":[[\"" + resident() + "\"]]}}"));
		add("resident-id", "JSON with escapes", () -> utf8(
				"[{\"a\":\"" + each(resident(), (next) -> "\\u%04x".formatted((int) next)) + "\"},{\"a\":\"无\"}]"));
		add("resident-id", "HTML", () -> utf8("<html><p>" + resident() + "</p></html>"));
		for (String charset : List.of("GB18030", "Big5", "Shift_JIS", "UTF-16", "UTF-16LE", "UTF-32BE",
				"windows-1252")) {
			add("resident-id", charset,
					() -> ("no,name\n1,中文\n2,"
							+ (charset.startsWith("U") || charset.startsWith("w") ? "" : shifted(resident(), '０') + " ")
							+ resident() + "\n")
						.getBytes(Charset.forName(charset)));
		}
		add("resident-id", "hidden sheet", () -> workbook((book) -> {
			Worksheet hidden = book.newWorksheet("b");
			hidden.value(0, 0, resident());
			hidden.setVisibilityState(VisibilityState.HIDDEN);
		}));
		add("resident-id", "comment in a workbook", () -> workbook((book) -> {
			Worksheet sheet = book.newWorksheet("b");
			sheet.value(0, 0, "无");
			sheet.comment(0, 0, "联系人 " + resident());
		}));
		add("resident-id", "page header", () -> workbook((book) -> {
			Worksheet sheet = book.newWorksheet("b");
			sheet.value(0, 0, "无");
			sheet.header("填表人 " + resident(), org.dhatim.fastexcel.Position.LEFT);
		}));
		add("resident-id", "formula", () -> workbook((book) -> {
			Worksheet sheet = book.newWorksheet("b");
			sheet.formula(0, 0, "IF(1,\"\",\"" + resident() + "\")");
		}));
		add("resident-id", "number in a workbook", () -> workbook((book) -> {
			Worksheet sheet = book.newWorksheet("b");
			sheet.value(0, 0, Double.parseDouble(residentWithDigits()));
			sheet.value(1, 0, Double.parseDouble(residentWithDigits()));
		}));
	}

	@FunctionalInterface
	private interface Filling {

		void fill(Workbook book) throws IOException;

	}

	private static byte[] workbook(Filling filling) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (OutputStream out = bytes; Workbook book = new Workbook(out, "test", "1.0")) {
			Worksheet sheet = book.newWorksheet("a");
			for (int i = 0; i < 4; i++) {
				sheet.value(i, 0, "名称" + i);
				sheet.value(i, 1, "数量" + i);
			}
			filling.fill(book);
		}
		catch (IOException failure) {
			throw new UncheckedIOException(failure);
		}
		return bytes.toByteArray();
	}

	private void mobiles() {
		Map<String, UnaryOperator<String>> ways = new LinkedHashMap<>();
		ways.put("plain", (number) -> number);
		ways.put("full width", (number) -> shifted(number, '０'));
		ways.put("spaces", (number) -> parted(number, " ", 3, 4, 4));
		ways.put("dashes", (number) -> parted(number, "-", 3, 4, 4));
		ways.put("country", (number) -> "+86 " + number);
		ways.put("country, zeros", (number) -> "0086" + number);
		ways.put("in a sentence", (number) -> "请联系王女士" + number + "或窗口。");
		ways.put("link", (number) -> "<a href=\"tel:" + number + "\">电话</a>");
		ways.put("entities", (number) -> each(number, (next) -> "&#x" + Integer.toHexString(next) + ";"));
		ways.put("zero width", (number) -> parted(number, "\u200b", 3, 4, 4));
		ways.put("address escapes", (number) -> "?tel=%2B86" + number);
		ways.put("decimal", (number) -> number + ".0");
		ways.put("after a date", (number) -> "2024-05-01 " + number);
		cells("mobile", () -> "1" + (3 + this.random.nextInt(7)) + digits(9), ways);
	}

	private void cards() {
		Map<String, UnaryOperator<String>> ways = new LinkedHashMap<>();
		ways.put("plain", (number) -> number);
		ways.put("full width", (number) -> shifted(number, '０'));
		ways.put("fours", (number) -> parted(number, " ", 4, 4, 4, 4));
		ways.put("in a sentence", (number) -> "开户行工商银行，账号" + number + "。");
		ways.put("quoted", (number) -> "=\"" + number + "\"");
		cells("bank-card", () -> {
			String body = "6222" + digits(14);
			int sum = 0;
			for (int i = 0; i < 18; i++) {
				int digit = (body.charAt(17 - i) - '0') * ((i % 2 == 0) ? 2 : 1);
				sum += (digit > 9) ? digit - 9 : digit;
			}
			return body + (10 - sum % 10) % 10;
		}, ways);
	}

	private void markings() {
		for (String marking : List.of("机密★10年", "機密★", "祕密★", "绝密★启用前", "秘密⭐长期", "秘密▲", "秘密※", "秘密十年", "秘密（十年）",
				"秘密·10年", "秘-密★", "秘 密★", "秘\u200b密★", "密级：秘密", "密級: 機密級", "工作秘密★5年", "警务工作秘密★5年", "内部★", "核心商密★5年",
				"普通商密★", "【机密】", "&#26426;&#23494;★", "机密＊", "保密期限：长期", "%E6%9C%BA%E5%AF%86%E2%98%85")) {
			add("secrecy-marking", marking, () -> utf8(csv((i) -> (i == 5) ? marking : "无")));
		}
		add("secrecy-marking", "title line", () -> utf8("机密,,\n" + csv((i) -> "无")));
		add("secrecy-marking", "level column", () -> utf8("名称,密级\n甲,公开\n乙,机密\n"));
		add("secrecy-marking", "Big5", () -> "機密★10年\nname,n\na,1\n".getBytes(Charset.forName("Big5")));
		add("secrecy-marking", "page header", () -> workbook((book) -> {
			Worksheet sheet = book.newWorksheet("b");
			sheet.value(0, 0, "无");
			sheet.header("秘密★5年", org.dhatim.fastexcel.Position.RIGHT);
		}));
	}

	private void column(String name, Supplier<String> cell) {
		this.harmless.put(name,
				() -> utf8("编号,内容\n" + IntStream.range(0, 300)
					.mapToObj((i) -> i + ",\"" + cell.get() + "\"")
					.collect(Collectors.joining("\n"))));
	}

	private void lookAlikes() {
		int[] counter = { 0 };
		column("UUID", () -> new UUID(this.random.nextLong(), this.random.nextLong()).toString());
		column("UUID, upper case", () -> new UUID(this.random.nextLong(), this.random.nextLong()).toString()
			.toUpperCase(java.util.Locale.ROOT));
		column("MD5", () -> "%016x%016x".formatted(this.random.nextLong(), this.random.nextLong()));
		column("SHA-256", () -> "%016x%016x%016x%016x".formatted(this.random.nextLong(), this.random.nextLong(),
				this.random.nextLong(), this.random.nextLong()));
		column("business registration", () -> {
			String body = "110105" + "%08d".formatted(this.random.nextInt(30_000_000));
			int product = 10;
			for (int i = 0; i < 14; i++) {
				int sum = (product + body.charAt(i) - '0') % 10;
				product = ((sum == 0) ? 10 : sum) * 2 % 11;
			}
			return body + (11 - product) % 10;
		});
		column("project code", () -> "2019-110105-76-03-%06d".formatted(this.random.nextInt(1_000_000)));
		column("code of letters and digits", () -> "XM" + digits(11));
		column("permit", () -> "110116%04d%02d%02d%04d".formatted(2018 + this.random.nextInt(6),
				1 + this.random.nextInt(12), 1 + this.random.nextInt(28), counter[0]++ % 400));
		column("landline", () -> "010-" + (50_000_000 + this.random.nextInt(40_000_000)));
		column("amount",
				() -> "%d.%02d".formatted(13_000_000_000L + this.random.nextInt(), 1 + this.random.nextInt(99)));
		column("longitude", () -> "116." + digits(11));
		column("timestamp",
				() -> "2024-05-01 10:30:%02d.%06d".formatted(this.random.nextInt(60), this.random.nextInt(1_000_000)));
		column("credit code", () -> "91110105MA" + "%02d".formatted(this.random.nextInt(100)) + "JY" + digits(4));
		column("order", () -> "20240501" + digits(10));
		column("hidden well", () -> "110***********" + digits(4));
		column("hidden birthday", () -> "110101********" + digits(4));
		column("law", () -> "依据《保守国家秘密法》和反不正当竞争法中商业秘密的规定");
		column("rating", () -> "内部环境★★★★");
		column("address", () -> this.random.nextInt(256) + "." + this.random.nextInt(256) + "."
				+ this.random.nextInt(256) + "." + this.random.nextInt(256));
		column("ISBN", () -> "978-7-" + digits(4) + "-" + digits(4) + "-" + digits(1));
		column("serial", () -> "62220260067053" + (10_000 + counter[0]++ * 7));
		column("number in exponent form",
				() -> "%d.%05dE+17".formatted(1 + this.random.nextInt(9), this.random.nextInt(100_000)));
		column("prose", () -> "本系统随机密度较高，机密性、完整性良好");
		column("division", () -> "110105" + digits(6));
	}

}
