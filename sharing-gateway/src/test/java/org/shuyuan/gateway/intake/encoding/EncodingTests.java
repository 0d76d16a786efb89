package org.shuyuan.gateway.intake.encoding;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.shuyuan.gateway.inspection.Finding;
import org.shuyuan.gateway.inspection.InspectionResult;
import org.shuyuan.gateway.inspection.NotATable;
import org.shuyuan.gateway.inspection.PendingVersion;
import org.shuyuan.gateway.inspection.VersionNote;
import org.shuyuan.gateway.inspection.VersionState;
import org.shuyuan.gateway.intake.Inspection;
import org.shuyuan.gateway.intake.IntakeProperties;
import org.shuyuan.gateway.negativelist.ContentWords;
import org.shuyuan.gateway.objects.ObjectStore;
import org.shuyuan.gateway.objects.StoredObject;
import org.shuyuan.gateway.objects.TestObjects;
import org.shuyuan.gateway.tables.TestTables;
import org.shuyuan.vocab.identifier.DistributionId;

import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;

/** Text in whatever encoding: read rightly, doubt told, and nothing hidden in another. */
class EncodingTests {

	private static final String SIMPLIFIED = "站名,行政区,数量\n朝阳门内大街,东城区,12\n望京西路,朝阳区,7\n";

	private static final String TRADITIONAL = "站名,行政區,數量\n臺北車站,中正區,12\n板橋國小,板橋區,7\n";

	private static final String JAPANESE = "駅名,所在地,数\n東京駅,千代田区丸の内,12\nさいたま新都心,さいたま市,7\n";

	private static final String SPANISH = "nombre,descripción\nMálaga,Estación de autobús\nCórdoba,Satisfacción\n";

	@TempDir
	private Path folder;

	private InspectionResult inspect(byte[] bytes) throws IOException {
		ObjectStore objects = TestObjects.in(this.folder.resolve("objects"));
		StoredObject stored = objects.put(new ByteArrayInputStream(bytes), Long.MAX_VALUE);
		return new Inspection(objects, TestTables.in(this.folder.resolve("tables")),
				new IntakeProperties(DataSize.ofGigabytes(2), DataSize.ofMegabytes(64)), ContentWords.NONE)
			.inspect(new PendingVersion(DistributionId.random(), 1, stored.sha256(), stored.bytes(), "x", 1));
	}

	private static EncodingDetection detect(byte[] bytes) {
		try {
			return EncodingDetection.of(() -> new ByteArrayInputStream(bytes));
		}
		catch (IOException failure) {
			throw new UncheckedIOException(failure);
		}
		catch (NotATable unknown) {
			throw new AssertionError(unknown);
		}
	}

	private static String text(byte[] bytes) throws IOException {
		try (var in = detect(bytes).encoding().read(() -> new ByteArrayInputStream(bytes))) {
			return in.readAllAsString();
		}
	}

	private static byte[] join(byte[]... parts) {
		ByteArrayOutputStream all = new ByteArrayOutputStream();
		for (byte[] part : parts) {
			all.writeBytes(part);
		}
		return all.toByteArray();
	}

	private static byte[] marked(int... bytes) {
		byte[] mark = new byte[bytes.length];
		for (int i = 0; i < bytes.length; i++) {
			mark[i] = (byte) bytes[i];
		}
		return mark;
	}

	@ParameterizedTest
	@ValueSource(strings = { "UTF-8", "GB18030", "GBK", "GB2312", "UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE" })
	void simplifiedChineseIsReadWithoutDoubt(String charset) throws IOException {
		byte[] bytes = SIMPLIFIED.getBytes(Charset.forName(charset));
		assertThat(text(bytes)).isEqualTo(SIMPLIFIED);
		assertThat(detect(bytes).notes()).isEmpty();
	}

	@Test
	void otherScriptsAreReadWithoutDoubt() throws IOException {
		for (String charset : List.of("UTF-8", "Big5", "GB18030", "UTF-16LE", "UTF-32BE")) {
			assertThat(text(TRADITIONAL.getBytes(Charset.forName(charset)))).as(charset).isEqualTo(TRADITIONAL);
			assertThat(detect(TRADITIONAL.getBytes(Charset.forName(charset))).notes()).as(charset).isEmpty();
		}
		for (String charset : List.of("UTF-8", "Shift_JIS", "UTF-16BE")) {
			assertThat(text(JAPANESE.getBytes(Charset.forName(charset)))).as(charset).isEqualTo(JAPANESE);
		}
		for (String charset : List.of("UTF-8", "windows-1252", "ISO-8859-1", "UTF-16LE")) {
			assertThat(text(SPANISH.getBytes(Charset.forName(charset)))).as(charset).isEqualTo(SPANISH);
		}
	}

	@Test
	void byteOrderMarksAreReadButNotTrusted() throws IOException {
		assertThat(text(join(marked(0xFF, 0xFE), SIMPLIFIED.getBytes(StandardCharsets.UTF_16LE))))
			.isEqualTo(SIMPLIFIED);
		assertThat(text(join(marked(0xFE, 0xFF), SIMPLIFIED.getBytes(StandardCharsets.UTF_16BE))))
			.isEqualTo(SIMPLIFIED);
		assertThat(text(join(marked(0xFF, 0xFE, 0, 0), SIMPLIFIED.getBytes(Charset.forName("UTF-32LE")))))
			.isEqualTo(SIMPLIFIED);
		for (byte[] mark : List.of(marked(0xFF, 0xFE), marked(0xFE, 0xFF), marked(0xEF, 0xBB, 0xBF))) {
			byte[] wrong = join(mark, SIMPLIFIED.getBytes(Charset.forName("GB18030")));
			assertThat(text(wrong)).isEqualTo(SIMPLIFIED);
			assertThat(detect(wrong).notes()).extracting(VersionNote::code).contains("encoding-mark-wrong");
		}
		assertThat(text(join(marked(0xFF, 0xFE), SIMPLIFIED.getBytes(StandardCharsets.UTF_8)))).isEqualTo(SIMPLIFIED);
	}

	@ParameterizedTest
	@CsvSource({ "UTF-8, 1", "GB18030, 1", "Big5, 1", "UTF-8, 4" })
	void aFewBrokenCharactersAreForgivenAndTold(String charset, int broken) throws IOException {
		String table = (charset.equals("Big5") ? TRADITIONAL : SIMPLIFIED)
				+ "茶馆,区,1\n".repeat(charset.equals("Big5") ? 0 : 30);
		byte[] bytes = table.getBytes(Charset.forName(charset));
		for (int i = 0; i < broken; i++) {
			bytes = join(bytes, Arrays.copyOf("馆".getBytes(Charset.forName(charset.equals("Big5") ? "GBK" : charset)),
					charset.equals("UTF-8") ? 2 : 1), "\n".getBytes(StandardCharsets.US_ASCII));
		}
		assertThat(text(bytes)).startsWith(table).contains("\uFFFD");
		InspectionResult inspectionResult = inspect(bytes);
		assertThat(inspectionResult.state()).isEqualTo(VersionState.AVAILABLE);
		assertThat(inspectionResult.profile().columns().getFirst().name()).isEqualTo("站名");
		assertThat(inspectionResult.notes()).extracting(VersionNote::code).contains("encoding-broken");
		assertThat(inspectionResult.notes().getFirst().text().en()).contains("line " + (table.lines().count() + 1));
	}

	@ParameterizedTest
	@ValueSource(strings = { "UTF-8", "GB18030", "Big5", "Shift_JIS", "UTF-16LE", "UTF-16BE", "UTF-32LE" })
	void markingsAreSeenWhateverTheEncoding(String charset) throws IOException {
		assertThat(inspect(("機密★10年\nname,n\na,1\n").getBytes(Charset.forName(charset))).state())
			.isEqualTo(VersionState.REFUSED);
		assertThat(inspect(join("name,n\na,1\n".getBytes(Charset.forName(charset)), new byte[] { (byte) 0xE6, '\n' },
				"b,機密★10年\n".getBytes(Charset.forName(charset))))
			.state()).as("after a broken character").isEqualTo(VersionState.REFUSED);
	}

	@Test
	void markingsInAnotherEncodingThanTheRestAreSeen() throws IOException {
		byte[] utf8 = (SIMPLIFIED.repeat(40)).getBytes(StandardCharsets.UTF_8);
		for (String charset : List.of("GB18030", "Big5", "Shift_JIS")) {
			byte[] line = "甲,機密★10年,1\n".getBytes(Charset.forName(charset));
			assertThat(inspect(join(utf8, line)).state()).as(charset).isEqualTo(VersionState.REFUSED);
			assertThat(inspect(join(line, utf8)).state()).as(charset).isEqualTo(VersionState.REFUSED);
		}
		byte[] simplified = SIMPLIFIED.repeat(40).getBytes(Charset.forName("GB18030"));
		assertThat(inspect(join(simplified, "甲,机密★10年,1\n".getBytes(StandardCharsets.UTF_8))).state())
			.isEqualTo(VersionState.REFUSED);
	}

	@Test
	void numbersInColumnsAreNotFoundAgainInOtherEncodings() throws IOException {
		String table = "姓名,电话,地区\n" + "张三,13812345678,北京\n李四,13912345678,天津\n".repeat(20);
		for (String charset : List.of("GB18030", "UTF-16LE")) {
			assertThat(inspect(table.getBytes(Charset.forName(charset))).findings()).as(charset)
				.extracting(Finding::column)
				.containsExactly("电话");
		}
		assertThat(inspect(join(table.getBytes(StandardCharsets.UTF_8), new byte[] { (byte) 0xE6, '\n' })).findings())
			.extracting(Finding::column)
			.containsExactly("电话");
	}

	@Test
	void whatIsNoTextIsHeldBackAndSearched() throws IOException {
		byte[] noise = new byte[4000];
		for (int i = 0; i < noise.length; i++) {
			noise[i] = (byte) (i * 7919 >> 3);
		}
		assertThat(inspect(noise).findings()).extracting(Finding::rule).contains("unreadable");
		assertThat(inspect(join(noise, " 机密★10年 ".getBytes(StandardCharsets.UTF_8), noise)).state())
			.isEqualTo(VersionState.REFUSED);
	}

}
