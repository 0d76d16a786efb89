package org.shuyuan.gateway.intake;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shuyuan.gateway.intake.TestIntake.Read;

import static org.assertj.core.api.Assertions.assertThat;

/** Tables in zip and gzip files, and shapefiles. */
class PackedTablesTests {

	private static final String CSV = "区,数\n东,1\n西,2\n";

	private static final String MOBILE = "13912345678";

	@TempDir
	private Path folder;

	private TestIntake intake;

	@BeforeEach
	void start() {
		this.intake = new TestIntake(this.folder);
	}

	private static byte[] utf8(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	/** A zip file of names and contents, which are text or bytes. */
	private static byte[] zip(Charset charset, Object... members) throws IOException {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		try (ZipOutputStream zip = new ZipOutputStream(out, charset)) {
			for (int i = 0; i < members.length; i += 2) {
				zip.putNextEntry(new ZipEntry((String) members[i]));
				zip.write((members[i + 1] instanceof byte[] bytes) ? bytes : utf8((String) members[i + 1]));
			}
		}
		return out.toByteArray();
	}

	private static byte[] zip(Object... members) throws IOException {
		return zip(StandardCharsets.UTF_8, members);
	}

	private static byte[] gzip(byte[] content) throws IOException {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
			gzip.write(content);
		}
		return out.toByteArray();
	}

	private static void isCsv(Read read) {
		assertThat(read.names()).containsExactly("区", "数");
		assertThat(read.rows()).containsExactly(List.of("东", "1"), List.of("西", "2"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "UTF-8", "GB18030" })
	void oneTableInAZipIsRead(String charset) throws IOException {
		Read read = this.intake.read(zip(Charset.forName(charset), "数据.csv", CSV));
		isCsv(read);
		assertThat(read.outcome().format()).isEqualTo("zip");
		assertThat(read.undescribed()).isEmpty();
	}

	@Test
	void otherFormatsInAZipAreRead() throws IOException {
		isCsv(this.intake.read(zip("data.json", "{\"d\":[{\"区\":\"东\",\"数\":1},{\"区\":\"西\",\"数\":2}]}")));
		isCsv(this.intake
			.read(zip("export.xls", "<table><tr><td>区<td>数</tr><tr><td>东<td>1</tr><tr><td>西<td>2</tr></table>")));
		isCsv(this.intake.read(zip("x.xlsx",
				new TestWorkbook().sheet("数据",
						List.of(TestWorkbook.text("A1", "区") + TestWorkbook.text("B1", "数"),
								TestWorkbook.text("A2", "东") + TestWorkbook.text("B2", "1"),
								TestWorkbook.text("A3", "西") + TestWorkbook.text("B3", "2")))
					.bytes())));
	}

	@Test
	void oneTableInAGzipIsRead() throws IOException {
		Read read = this.intake.read(gzip(utf8(CSV)));
		isCsv(read);
		assertThat(read.undescribed()).isEmpty();
		isCsv(this.intake.read(gzip(CSV.getBytes(Charset.forName("GB18030")))));
	}

	@Test
	void whatIsBesideTheTableClosesTheOriginalAndIsSearched() throws IOException {
		Read read = this.intake.read(zip("表.csv", CSV, "说明.txt", "数据说明", "__MACOSX/._表.csv", "Mac"));
		isCsv(read);
		assertThat(read.undescribed()).containsExactly("archive-extras");
		assertThat(read.outcome().findings()).isEmpty();
		assertThat(this.intake.read(zip("表.csv", CSV, "说明.txt", MOBILE)).rules()).containsExactly("mobile");
		assertThat(this.intake.read(zip("表.csv", CSV, "x.bin", new byte[] { 0, 1, 2, (byte) 200, 0 })).rules())
			.contains("unreadable");
		assertThat(this.intake.read(zip(MOBILE + ".csv", CSV)).rules()).containsExactly("mobile");
		assertThat(this.intake.read(zip("李某.csv", CSV)).undescribed()).containsExactly("archive-extras");
	}

	/** A name that ends as a folder's does, with content all the same. */
	private static byte[] zipWithFolder(String folder, byte[] content) throws IOException {
		byte[] zip = zip("data.csv", CSV, folder.replace('/', '|'), content);
		String bytes = new String(zip, StandardCharsets.ISO_8859_1);
		String[] names = { new String(utf8(folder.replace('/', '|')), StandardCharsets.ISO_8859_1),
				new String(utf8(folder), StandardCharsets.ISO_8859_1) };
		return bytes.replace(names[0], names[1]).getBytes(StandardCharsets.ISO_8859_1);
	}

	@Test
	void folderBesideTheTableClosesTheOriginalAndIsSearched() throws IOException {
		Read read = this.intake.read(zipWithFolder("内部/", new byte[0]));
		isCsv(read);
		assertThat(read.undescribed()).containsExactly("archive-extras");
		Read filled = this.intake.read(zipWithFolder("a/", utf8("联系电话 " + MOBILE)));
		isCsv(filled);
		assertThat(filled.undescribed()).containsExactly("archive-extras");
		assertThat(filled.rules()).containsExactly("mobile");
		assertThat(this.intake.read(zipWithFolder("a/", utf8("机密★10年"))).refused()).isTrue();
		assertThat(this.intake.tablesKept()).hasSize(2);
	}

	@Test
	void wordsOfAnArchiveAreFoundInEveryEncoding() throws IOException {
		Charset gbk = Charset.forName("GB18030");
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		try (ZipOutputStream zip = new ZipOutputStream(out, gbk)) {
			zip.setComment("机密★10年");
			zip.putNextEntry(new ZipEntry("data.csv"));
			zip.write(utf8(CSV));
		}
		assertThat(this.intake.read(out.toByteArray()).refused()).isTrue();
		assertThat(this.intake.read(zip("data.csv", CSV, "__MACOSX/a", "机密★10年".getBytes(gbk))).refused()).isTrue();
		for (Charset charset : List.of(StandardCharsets.UTF_8, gbk)) {
			byte[] packed = gzip(utf8(CSV));
			out.reset();
			packed[3] |= 8;
			out.write(packed, 0, 10);
			out.write("机密★10年.csv".getBytes(charset));
			out.write(0);
			out.write(packed, 10, packed.length - 10);
			assertThat(this.intake.read(out.toByteArray()).refused()).isTrue();
		}
		assertThat(this.intake.tablesKept()).isEmpty();
	}

	@Test
	void numbersInAPackedTableConcernTheirColumn() throws IOException {
		assertThat(this.intake.read(zip("data.csv", "区,话\n东," + MOBILE + "\n西,1\n")).columnsFound())
			.containsExactly("话");
	}

	@Test
	void markedMembersAreRefused() throws IOException {
		assertThat(this.intake.read(zip("data.csv", "机密★10年\n" + CSV)).refused()).isTrue();
		assertThat(this.intake.read(zip("data.csv", CSV, "说明.txt", "机密★10年")).refused()).isTrue();
		assertThat(this.intake.read(zip("a.csv", CSV, "b.csv", "机密★10年\n" + CSV)).refused()).isTrue();
		assertThat(this.intake.read(zip("机密★10年.csv", CSV)).refused()).isTrue();
		assertThat(this.intake.read(gzip(utf8("机密★10年\n" + CSV))).refused()).isTrue();
		assertThat(this.intake.tablesKept()).isEmpty();
	}

	private void isHeldBack(byte[] bytes, String reason) throws IOException {
		Read read = this.intake.read(bytes);
		assertThat(read.outcome().profile()).isNull();
		assertThat(read.reason()).isEqualTo(reason);
		assertThat(read.rules()).contains("unreadable");
		assertThat(this.intake.tablesKept()).isEmpty();
	}

	@Test
	void whatCannotBeToldOrOpenedIsHeldBack() throws IOException {
		isHeldBack(zip("a.csv", CSV, "b.csv", CSV), "archive-members");
		isHeldBack(zip("a.bin", "x", "b.bin", "y"), "archive-members");
		isHeldBack(zip("a.zip", zip("data.csv", CSV)), "archive-nested");
		isHeldBack(gzip(zip("data.csv", CSV)), "archive-nested");
		isHeldBack(zip("a.gz", gzip(utf8(CSV))), "archive-nested");
		byte[] encrypted = zip("data.csv", CSV);
		for (int i = 0; i + 10 < encrypted.length; i++) {
			boolean listed = encrypted[i] == 'P' && encrypted[i + 1] == 'K' && encrypted[i + 2] == 1;
			encrypted[i + 8] |= (byte) (listed ? 1 : 0);
		}
		isHeldBack(encrypted, "archive-encrypted");
		isHeldBack(utf8("PK\u0003\u0004 broken"), "zip-broken");
		byte[] broken = gzip(utf8(CSV));
		broken[broken.length - 6] ^= 1;
		isHeldBack(broken, "gzip-broken");
		ByteArrayOutputStream two = new ByteArrayOutputStream();
		two.write(gzip(utf8(CSV)));
		two.write(gzip(utf8(CSV)));
		isHeldBack(two.toByteArray(), "archive-members");
	}

	@Test
	void bombsAndNamesThatLeadElsewhereDoNoHarm() throws IOException {
		byte[] zeros = new byte[65 << 20];
		isHeldBack(zip("data.csv", zeros), "archive-too-large");
		isHeldBack(gzip(zeros), "archive-too-large");
		isCsv(this.intake.read(zip("../../../../tmp/escaped-from-archive/data.csv", CSV)));
		assertThat(Path.of("/tmp/escaped-from-archive")).doesNotExist();
	}

	private static byte[] dbf(Charset charset, int language, String[]... records) throws IOException {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		String[] names = { "站名", "编号", "日期" };
		char[] types = { 'C', 'N', 'D' };
		int[] lengths = { 20, 6, 8 };
		ByteBuffer head = ByteBuffer.allocate(32 + 3 * 32 + 1).order(ByteOrder.LITTLE_ENDIAN);
		head.put(0, (byte) 3).putInt(4, records.length).putShort(8, (short) head.capacity()).putShort(10, (short) 35);
		head.put(29, (byte) language);
		for (int i = 0; i < 3; i++) {
			head.put(32 + 32 * i, names[i].getBytes(charset));
			head.put(32 + 32 * i + 11, (byte) types[i]).put(32 + 32 * i + 16, (byte) lengths[i]);
		}
		head.put(head.capacity() - 1, (byte) 0x0d);
		out.write(head.array());
		for (String[] record : records) {
			out.write(record[0].startsWith("*") ? '*' : ' ');
			for (int i = 0; i < 3; i++) {
				byte[] value = record[i].replace("*", "").getBytes(charset);
				out.write(value);
				out.write(" ".repeat(lengths[i] - value.length).getBytes(StandardCharsets.US_ASCII));
			}
		}
		out.write(0x1a);
		return out.toByteArray();
	}

	/** Shapes of one type, each as its content without the type; empty for none. */
	private static byte[] shp(int type, double[] box, ByteBuffer... shapes) throws IOException {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		int length = 100;
		for (ByteBuffer shape : shapes) {
			length += 12 + shape.capacity();
		}
		ByteBuffer head = ByteBuffer.allocate(100).putInt(0, 9994).putInt(24, length / 2);
		head.order(ByteOrder.LITTLE_ENDIAN).putInt(28, 1000).putInt(32, type);
		for (int i = 0; i < 4; i++) {
			head.putDouble(36 + 8 * i, box[i]);
		}
		out.write(head.array());
		for (int i = 0; i < shapes.length; i++) {
			ByteBuffer record = ByteBuffer.allocate(12).putInt(i + 1).putInt((4 + shapes[i].capacity()) / 2);
			record.order(ByteOrder.LITTLE_ENDIAN).putInt((shapes[i].capacity() == 0) ? 0 : type);
			out.write(record.array());
			out.write(shapes[i].array());
		}
		return out.toByteArray();
	}

	private static ByteBuffer doubles(double... numbers) {
		ByteBuffer bytes = ByteBuffer.allocate(8 * numbers.length).order(ByteOrder.LITTLE_ENDIAN);
		for (double number : numbers) {
			bytes.putDouble(number);
		}
		return bytes;
	}

	/** Parts of a line or polygon, each of x and y in turn. */
	private static ByteBuffer parts(double[]... parts) {
		int points = 0;
		for (double[] part : parts) {
			points += part.length / 2;
		}
		ByteBuffer bytes = ByteBuffer.allocate(40 + 4 * parts.length + 16 * points).order(ByteOrder.LITTLE_ENDIAN);
		bytes.position(32).putInt(parts.length).putInt(points);
		int begin = 0;
		for (double[] part : parts) {
			bytes.putInt(begin);
			begin += part.length / 2;
		}
		for (double[] part : parts) {
			for (double number : part) {
				bytes.putDouble(number);
			}
		}
		return bytes;
	}

	private static final double[] CITY = { 113, 23, 114, 24 };

	private static final ByteBuffer NONE = ByteBuffer.allocate(0);

	private static byte[] points() throws IOException {
		return shp(1, CITY, doubles(113.264361234567, 23.12), NONE, doubles(113.5, 23.5));
	}

	private static String[][] stations() {
		return new String[][] { { "东门公交站", "1", "20230105" }, { "西门体育场", "2", "" }, { "*南岸停车场", "3", "" } };
	}

	@Test
	void pointsOfAShapefileHaveTheirCoordinates() throws IOException {
		Read read = this.intake.read(zip("站/公交.shp", points(), "站/公交.dbf", dbf(Charset.forName("GBK"), 0, stations()),
				"站/公交.shx", new byte[100]));
		assertThat(read.names()).containsExactly("站名", "编号", "日期", "经度", "纬度");
		assertThat(read.rows()).containsExactly(List.of("东门公交站", "1", "2023-01-05", "113.264361234567", "23.12"),
				List.of("西门体育场", "2", "", "", ""));
		assertThat(read.outcome().format()).isEqualTo("shp");
		assertThat(read.notes()).contains("coordinate-system", "shapes-missing");
		assertThat(read.undescribed()).containsExactly("format-not-inspected");
		assertThat(read.outcome().findings()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "UTF-8", "936", "GBK" })
	void charsetOfAShapefileIsItsOwn(String declared) throws IOException {
		Charset charset = Charset.forName(declared.equals("936") ? "GBK" : declared);
		assertThat(this.intake.read(zip("a.SHP", points(), "a.DBF", dbf(charset, 0x4d, stations()), "a.cpg", declared))
			.rows()
			.getFirst()).contains("东门公交站");
	}

	@Test
	void otherShapesAreWellKnownText() throws IOException {
		byte[] dbf = dbf(StandardCharsets.UTF_8, 0, new String[] { "甲", "1", "" }, new String[] { "乙", "2", "" });
		Read read = this.intake.read(zip("a.shp",
				shp(5, CITY,
						parts(new double[] { 0, 0, 0, 9, 9, 9, 9, 0, 0, 0 }, new double[] { 1, 1, 2, 1, 2, 2, 1, 1 },
								new double[] { 20, 0, 20, 9, 29, 9, 20, 0 }),
						NONE),
				"a.dbf", dbf, "a.prj", "PROJCS[\"CGCS2000_3_Degree_GK_CM_114E\",GEOGCS[\"x\"]]"));
		assertThat(read.rows()).extracting((row) -> row.getLast())
			.containsExactly(
					"MULTIPOLYGON (((0 0, 0 9, 9 9, 9 0, 0 0), (1 1, 2 1, 2 2, 1 1)), ((20 0, 20 9, 29 9, 20 0)))", "");
		assertThat(read.outcome().notes()).anyMatch((note) -> note.text().zh().contains("CGCS2000_3_Degree"));
		assertThat(this.intake
			.read(zip("a.shp",
					shp(3, CITY, parts(new double[] { 1, 2, 3, 4.5 }),
							parts(new double[] { 1, 2, 3, 4 }, new double[] { 5, 6, 7, 8 })),
					"a.dbf", dbf))
			.rows()).extracting((row) -> row.getLast())
			.containsExactly("LINESTRING (1 2, 3 4.5)", "MULTILINESTRING ((1 2, 3 4), (5 6, 7 8))");
	}

	@Test
	void projectedPointsAreNotDegrees() throws IOException {
		byte[] dbf = dbf(StandardCharsets.UTF_8, 0, new String[] { "甲", "1", "" });
		assertThat(this.intake
			.read(zip("a.shp", shp(1, new double[] { 5e5, 2e6, 5e5, 2e6 }, doubles(500000.25, 2000000)), "a.dbf", dbf))
			.rows()
			.getFirst()).endsWith("500000.25", "2000000");
	}

	@Test
	void allTextOfAShapefileIsSearched() throws IOException {
		byte[] dbf = dbf(Charset.forName("GBK"), 0, stations());
		assertThat(this.intake.read(zip("a.shp", points(), "a.dbf", dbf, "a.prj", MOBILE)).rules())
			.containsExactly("mobile");
		assertThat(this.intake.read(zip("a.shp", points(), "a.dbf", dbf, "a.shp.xml", "<a>" + MOBILE + "</a>")).rules())
			.containsExactly("mobile");
		assertThat(this.intake.read(zip("a.shp", points(), "a.dbf", dbf, "a.cpg", "机密★10年")).refused()).isTrue();
		assertThat(this.intake
			.read(zip("a.shp", points(), "a.dbf", dbf(Charset.forName("GBK"), 0, new String[] { "机密★10年", "1", "" })))
			.refused()).isTrue();
		assertThat(this.intake
			.read(zip("a.shp", points(), "a.dbf",
					dbf(StandardCharsets.UTF_8, 0, new String[] { "甲", "1", "" },
							new String[] { "*" + MOBILE, "2", "" })))
			.rules()).containsExactly("mobile");
		assertThat(this.intake.read(zip("a.shp", points(), "a.dbf", dbf, "a.idx", "机密★10年")).refused()).isTrue();
		assertThat(
				this.intake.read(zip("a.shp", points(), "a.dbf", dbf, "a.x", new byte[] { 0, 1, (byte) 200 })).rules())
			.contains("unreadable");
	}

	@Test
	void brokenShapefilesAndSeveralAreHeldBack() throws IOException {
		byte[] dbf = dbf(StandardCharsets.UTF_8, 0, stations());
		isHeldBack(zip("a.shp", points(), "a.dbf", dbf, "b.shp", points(), "b.dbf", dbf), "archive-members");
		isHeldBack(zip("a.shp", new byte[120], "a.dbf", dbf), "shapefile-broken");
		isHeldBack(zip("a.shp", points(), "a.dbf", new byte[50]), "shapefile-broken");
		dbf[4] = 100;
		isHeldBack(zip("a.shp", points(), "a.dbf", dbf), "shapefile-broken");
		ByteBuffer many = parts(new double[] { 1, 2 });
		many.putInt(32, Integer.MAX_VALUE);
		isHeldBack(zip("a.shp", shp(3, CITY, many), "a.dbf", dbf(StandardCharsets.UTF_8, 0, stations())),
				"shapefile-broken");
	}

}
