package org.shuyuan.gateway.negativelist;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shuyuan.observability.InvalidSetting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** The authority's own words, written in many ways, and what only looks like them. */
class ContentWordsTests {

	private static final String WORDS = "\uFEFF# code names\n\n云鹤工程\n  Blue Heron \n乙8计划\nATLAS\n云鹤\n标识：渚内\n𠮷野\n";

	@TempDir
	private Path folder;

	private ContentWords read(String words) throws IOException {
		Path file = this.folder.resolve("words.txt");
		Files.writeString(file, words);
		return ContentWords.read(file.toString());
	}

	private List<ContentScan.Found> found(String... cells) throws IOException {
		ContentScan scan = new ContentScan(read(WORDS));
		List.of(cells).forEach(scan::scan);
		return scan.found();
	}

	@ParameterizedTest
	@ValueSource(strings = { "参加云鹤工程的单位", "雲鶴工程", "云 鹤 工 程", "云-鹤", "云·鹤*工·程", "云\u200B鹤", "云\n鹤", "云<b>鹤</b>工程",
			"&#20113;鹤工程", "\\u4e91\\u9e64", "%E4%BA%91%E9%B9%A4", "blue heron", "BLUE-HERON", "Ｂｌｕｅ　Ｈｅｒｏｎ",
			"blue_heron_2025", "推进atlas项目", "A.T.L.A.S", "Atlas2025", "乙８计划", "乙 8 計劃", "乙⑧计划", "标识:渚内", "標識：渚內", "𠮷野",
			"《云鹤》", "云鹤" })
	void findsAWordHoweverItIsWritten(String cell) throws IOException {
		assertThat(found(cell)).as(cell)
			.singleElement()
			.satisfies((found) -> assertThat(found.rule()).isEqualTo(ContentRule.PROTECTED_WORD))
			.satisfies((found) -> assertThat(found.count()).isEqualTo(1));
	}

	@ParameterizedTest
	@ValueSource(strings = { "白云，鹤鸣", "白云。鹤", "闲云野鹤", "云 -------------- 鹤", "atlases", "that lasted", "batlas", "乙80计划",
			"乙18计划", "blue herons", "bluer heron", "标识渚内", "渚内", "a-t-l-a-sm", "", " ", "，，，", "云", "*" })
	void leavesAloneWhatOnlyLooksLikeOne(String cell) throws IOException {
		assertThat(found(cell)).as(cell).isEmpty();
	}

	@Test
	void countsAndMasks() throws IOException {
		assertThat(found("云鹤工程与蓝鹭（Blue Heron）", "云鹤", "无"))
			.containsExactly(new ContentScan.Found(ContentRule.PROTECTED_WORD, 3, List.of("云***", "b***", "云***")));
	}

	@Test
	void goesOnOverTheEndOfALineOfADocument() throws IOException {
		ContentScan scan = new ContentScan(read(WORDS));
		scan.scanLines("正文提到云\n鹤工程。");
		assertThat(scan.found()).hasSize(1);
	}

	@Test
	void findsNothingWithoutWords() {
		ContentScan scan = new ContentScan(ContentWords.NONE);
		scan.scan("云鹤工程");
		assertThat(scan.found()).isEmpty();
		assertThat(ContentWords.NONE.digest()).isEmpty();
	}

	@Test
	void digestsTheWordsNotTheirFile() throws IOException {
		String digest = read("云鹤\natlas\n").digest();
		assertThat(read("# 说明\nATLAS\r\n\r\n雲鶴\r\n云 鹤").digest()).isEqualTo(digest).hasSize(64);
		assertThat(read("云鹤\n").digest()).isNotEqualTo(digest);
	}

	@Test
	void findsEachOfManyWordsInOnePass() throws IOException {
		String words = IntStream.range(0, ContentWords.MOST_WORDS)
			.mapToObj((n) -> "工程" + "甲乙丙丁".repeat(14).substring(n % 50) + n)
			.collect(Collectors.joining("\n"));
		ContentScan scan = new ContentScan(read(words));
		scan.scan(words.lines().collect(Collectors.joining("，")));
		assertThat(scan.found()).singleElement()
			.extracting(ContentScan.Found::count)
			.isEqualTo((long) ContentWords.MOST_WORDS);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "# none\n", "云鹤\n鹤\n", "2025\n", "，；\n", "***\n", "2025：08\n" })
	void refusesWordsThatCannotBeLookedFor(String words) {
		assertThatExceptionOfType(InvalidSetting.class).isThrownBy(() -> read(words))
			.withMessageContaining("SHUYUAN_CONTENT_WORDS")
			.withMessageNotContaining("云鹤");
	}

	@Test
	void refusesTooManyAndTooLong() {
		String many = IntStream.rangeClosed(0, ContentWords.MOST_WORDS)
			.mapToObj((n) -> "工程" + n)
			.collect(Collectors.joining("\n"));
		assertThatExceptionOfType(InvalidSetting.class).isThrownBy(() -> read(many))
			.withMessageContaining("2001 words");
		assertThatExceptionOfType(InvalidSetting.class).isThrownBy(() -> read("鹤".repeat(ContentWords.LONGEST + 1)))
			.withMessageContaining("line 1");
		assertThatExceptionOfType(InvalidSetting.class).isThrownBy(() -> read("#".repeat(1 << 20) + "\n云鹤"))
			.withMessageContaining("bytes");
	}

	@Test
	void refusesAFileThatIsNoneOrNoText() throws IOException {
		Path file = this.folder.resolve("gbk.txt");
		Files.write(file, "云鹤工程".getBytes("GB18030"));
		assertThatExceptionOfType(InvalidSetting.class).isThrownBy(() -> ContentWords.read(file.toString()))
			.withMessageContaining("not text in UTF-8");
		for (String name : List.of(this.folder.resolve("absent").toString(), this.folder.toString(), "a\0b")) {
			assertThatExceptionOfType(InvalidSetting.class).isThrownBy(() -> ContentWords.read(name))
				.withMessageContaining("cannot be read");
		}
		Files.write(file, "云鹤\0\n".getBytes(StandardCharsets.UTF_8));
		assertThat(ContentWords.read(file.toString()).isEmpty()).isFalse();
	}

}
