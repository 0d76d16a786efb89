package org.shuyuan.gateway.intake;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shuyuan.gateway.intake.content.FileContent;
import org.shuyuan.gateway.intake.reading.BrokenArchive;
import org.shuyuan.gateway.negativelist.ContentWords;
import org.shuyuan.gateway.objects.ObjectStore;
import org.shuyuan.gateway.objects.StoredObject;
import org.shuyuan.gateway.objects.TestObjects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** What cannot be unpacked for want of room was not searched, and passes nowhere. */
class BrokenArchiveTests {

	private static final byte[] MARKED = "机密★10年\n编号,名称\n1,甲\n".getBytes(StandardCharsets.UTF_8);

	@TempDir
	private Path folder;

	private static byte[] zip() throws IOException {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		try (ZipOutputStream zip = new ZipOutputStream(out)) {
			zip.putNextEntry(new ZipEntry("a.csv"));
			zip.write(MARKED);
		}
		return out.toByteArray();
	}

	private static byte[] gzip() throws IOException {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
			gzip.write(MARKED);
		}
		return out.toByteArray();
	}

	private void assertSearchedOrFailed(byte[] bytes) throws IOException {
		ObjectStore objects = TestObjects.in(this.folder.resolve("objects"));
		StoredObject stored = objects.put(new ByteArrayInputStream(bytes), Long.MAX_VALUE);
		Path work = Files.createDirectories(this.folder.resolve("work"));
		try (FileContent content = FileContent.of(objects, stored.sha256(), stored.bytes(), work, ContentWords.NONE)) {
			assertThat(BrokenArchive.search(content)).extracting((finding) -> finding.rule())
				.contains("secrecy-marking");
		}
		Path none = this.folder.resolve("none");
		try (FileContent content = FileContent.of(objects, stored.sha256(), stored.bytes(), none, ContentWords.NONE)) {
			assertThatExceptionOfType(IOException.class).isThrownBy(() -> BrokenArchive.search(content));
		}
	}

	@Test
	void wholeZip() throws IOException {
		assertSearchedOrFailed(zip());
	}

	@Test
	void zipWithoutItsDirectory() throws IOException {
		byte[] whole = zip();
		assertSearchedOrFailed(Arrays.copyOf(whole, whole.length - 60));
	}

	@Test
	void gzipThatIsCutOff() throws IOException {
		byte[] whole = gzip();
		assertSearchedOrFailed(Arrays.copyOf(whole, whole.length - 6));
	}

}
