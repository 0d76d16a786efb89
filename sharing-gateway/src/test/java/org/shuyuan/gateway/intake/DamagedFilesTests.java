package org.shuyuan.gateway.intake;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shuyuan.gateway.inspection.VersionState;
import org.shuyuan.gateway.intake.TestIntake.Read;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Files that are damaged, or hold bytes that no table shows: closed with a reason, and
 * searched as far as they can be read.
 */
class DamagedFilesTests {

	private static final String MARKED = "密级,机密★10年\n";

	private static final Charset GBK = Charset.forName("GBK");

	@TempDir
	private Path folder;

	private TestIntake intake;

	@BeforeEach
	void start() {
		this.intake = new TestIntake(this.folder);
	}

	/** Rows that hardly compress, so that damage hits some of them. */
	private static String rows(String first) {
		StringBuilder rows = new StringBuilder(first).append("编号,名称\n");
		long next = 42;
		for (int i = 0; i < 3_000; i++) {
			next = next * 6364136223846793005L + 1442695040888963407L;
			rows.append(i).append(',').append(Long.toHexString(next)).append('\n');
		}
		return rows.toString();
	}

	private static byte[] gzip(String content) throws IOException {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
			gzip.write(content.getBytes(StandardCharsets.UTF_8));
		}
		return out.toByteArray();
	}

	private static byte[] zip(Object... members) throws IOException {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		try (ZipOutputStream zip = new ZipOutputStream(out)) {
			for (int i = 0; i < members.length; i += 2) {
				zip.putNextEntry(new ZipEntry((String) members[i]));
				zip.write((members[i + 1] instanceof byte[] bytes) ? bytes
						: ((String) members[i + 1]).getBytes(StandardCharsets.UTF_8));
			}
		}
		return out.toByteArray();
	}

	private static byte[] join(byte[] first, byte[] second) {
		byte[] both = Arrays.copyOf(first, first.length + second.length);
		System.arraycopy(second, 0, both, first.length, second.length);
		return both;
	}

	private static byte[] damaged(byte[] file, int from, int length) {
		byte[] damaged = file.clone();
		Arrays.fill(damaged, from, from + length, (byte) 0xff);
		return damaged;
	}

	private void isClosed(byte[] file, String reason) throws IOException {
		Read read = this.intake.read(file);
		assertThat(read.outcome().state()).isEqualTo(VersionState.AVAILABLE);
		assertThat(read.reason()).isEqualTo(reason);
		assertThat(read.rules()).contains("unreadable");
		assertThat(this.intake.tablesKept()).isEmpty();
	}

	@Test
	void brokenGzipFilesAreClosedAndSearched() throws IOException {
		byte[] whole = gzip(rows(""));
		isClosed(Arrays.copyOf(whole, whole.length - 200), "gzip-broken");
		isClosed(damaged(whole, whole.length / 2, 60), "gzip-broken");
		byte[] marked = gzip(rows(MARKED));
		assertThat(this.intake.read(Arrays.copyOf(marked, marked.length - 200)).refused()).isTrue();
		assertThat(this.intake.read(damaged(marked, marked.length / 2, 60)).refused()).isTrue();
	}

	@Test
	void whatFollowsInAGzipFileIsSearched() throws IOException {
		isClosed(join(gzip(rows("")), gzip(rows(""))), "archive-members");
		assertThat(this.intake.read(join(gzip(rows("")), gzip(MARKED))).refused()).isTrue();
		assertThat(this.intake.read(join(gzip(rows("")), MARKED.getBytes(StandardCharsets.UTF_8))).refused()).isTrue();
		assertThat(this.intake.read(join(gzip(rows("")), MARKED.getBytes(GBK))).refused()).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "数据.csv", "xl/workbook.xml", "word/document.xml", "content.xml" })
	void brokenZipFilesAreClosedAndSearched(String name) throws IOException {
		String second = name.equals("content.xml") ? "mimetype" : "second.xml";
		String type = "application/vnd.oasis.opendocument.spreadsheet";
		byte[] whole = zip(name, rows(""), second, type);
		for (byte[] file : List.of(damaged(whole, whole.length / 2, 60), Arrays.copyOf(whole, whole.length - 300))) {
			Read read = this.intake.read(file);
			assertThat(read.outcome().state()).isEqualTo(VersionState.AVAILABLE);
			assertThat(read.outcome().profile()).isNull();
			assertThat(read.rules()).contains("unreadable");
		}
		byte[] first = zip(name, rows(MARKED), second, type);
		assertThat(this.intake.read(damaged(first, first.length / 2, 60)).refused()).isTrue();
		assertThat(this.intake.read(Arrays.copyOf(first, first.length - 300)).refused()).isTrue();
	}

	@Test
	void contentOfAnotherChecksumIsBroken() throws IOException {
		byte[] file = zip("数据.csv", "区,数\n东,1\n西,2\n");
		ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
		int directory = bytes.getInt(file.length - 6);
		bytes.putInt(directory + 16, ~bytes.getInt(directory + 16));
		isClosed(file, "zip-broken");
	}

	@Test
	void markingsInTextEncodedTwiceAreSeen() throws IOException {
		for (String charset : List.of("ISO-8859-1", "windows-1252")) {
			String text = new String("编号,说明\n1,秘密★5年\n2,公开\n".getBytes(StandardCharsets.UTF_8),
					Charset.forName(charset));
			if (text.indexOf('\uFFFD') < 0) {
				assertThat(this.intake.read(text.getBytes(StandardCharsets.UTF_8)).refused()).as(charset).isTrue();
			}
		}
		String harmless = new String("编号,说明\n1,公开\n".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
		assertThat(this.intake.read(harmless.getBytes(StandardCharsets.UTF_8)).rules()).isEmpty();
	}

	@Test
	void oneBrokenCharacterDoesNotCloseAShortTable() throws IOException {
		for (String text : List.of("a,b\n\"甲乙", "名,数\n茶馆,1\n茶", "站名,数\n东站,1\n西站,2\n北")) {
			byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
			byte[] rest = (text.startsWith("a") ? "\",1\n\"丙\",2\n丁,3\n" : ",3\n").getBytes(StandardCharsets.UTF_8);
			Read read = this.intake.read(join(Arrays.copyOf(bytes, bytes.length - 1), rest));
			assertThat(read.outcome().profile()).as(text).isNotNull();
			assertThat(read.notes()).contains("encoding-broken");
		}
	}

	@Test
	void messagesAreNoTablesAndAreHeldBack() throws IOException {
		String message = "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=\"x\"\n\n--x\n"
				+ "Content-Type: text/html\nContent-Transfer-Encoding: base64\n\nPHRhYmxlPjwvdGFibGU+\n--x--\n%s";
		isClosed(message.formatted("").getBytes(StandardCharsets.UTF_8), "mime");
		assertThat(this.intake.read(message.formatted(MARKED).getBytes(StandardCharsets.UTF_8)).refused()).isTrue();
		assertThat(this.intake.read("名称,说明\n甲,MIME-Version: 1.0\n".getBytes(StandardCharsets.UTF_8)).names())
			.containsExactly("名称", "说明");
	}

	/** One column of 40 bytes, records of 60, and a gap behind the header. */
	private static byte[] dbf(byte[] gap, byte[] value, byte[] slack, byte[] behind) throws IOException {
		ByteBuffer head = ByteBuffer.allocate(32 + 32 + 1).order(ByteOrder.LITTLE_ENDIAN);
		head.put(0, (byte) 3).putInt(4, 1).putShort(8, (short) (head.capacity() + gap.length)).putShort(10, (short) 61);
		head.put(32, "NAME".getBytes(StandardCharsets.US_ASCII)).put(32 + 11, (byte) 'C').put(32 + 16, (byte) 40);
		head.put(64, (byte) 0x0d);
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		out.write(head.array());
		out.write(gap);
		out.write(' ');
		out.write(Arrays.copyOf(value, 40));
		out.write(Arrays.copyOf(slack, 20));
		out.write(0x1a);
		out.write(behind);
		return out.toByteArray();
	}

	private Read shapefile(byte[] dbf) throws IOException {
		ByteBuffer head = ByteBuffer.allocate(100 + 12).putInt(0, 9994).putInt(24, 56).putInt(100, 1).putInt(104, 2);
		head.order(ByteOrder.LITTLE_ENDIAN).putInt(28, 1000).putInt(32, 1);
		return this.intake.read(zip("a.shp", head.array(), "a.dbf", dbf));
	}

	@Test
	void bytesThatNoColumnShowsAreSearched() throws IOException {
		byte[] none = {};
		byte[] value = "东门公交站".getBytes(GBK);
		byte[] number = "13912345678".getBytes(StandardCharsets.US_ASCII);
		byte[] marking = "机密★10年".getBytes(GBK);
		byte[] cut = join(join(value, new byte[1]), number);
		assertThat(shapefile(dbf(none, value, none, none)).rules()).isEmpty();
		assertThat(shapefile(dbf(none, cut, none, none)).rules()).containsExactly("mobile");
		assertThat(shapefile(dbf(none, cut, none, none)).rows().getFirst().getFirst()).isEqualTo("东门公交站");
		assertThat(shapefile(dbf(none, value, number, none)).rules()).containsExactly("mobile");
		assertThat(shapefile(dbf(number, value, none, none)).rules()).containsExactly("mobile");
		assertThat(shapefile(dbf(none, value, none, number)).rules()).contains("mobile", "unreadable");
		assertThat(shapefile(dbf(none, value, marking, none)).refused()).isTrue();
		assertThat(shapefile(dbf(marking, value, none, none)).refused()).isTrue();
		assertThat(shapefile(dbf(none, value, none, marking)).refused()).isTrue();
	}

}
