package org.shuyuan.gateway.intake.reading;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;

import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.shuyuan.gateway.inspection.Finding;
import org.shuyuan.gateway.intake.content.FileContent;
import org.shuyuan.gateway.intake.content.TimeLimit;
import org.shuyuan.gateway.intake.content.ZipArchive;
import org.shuyuan.gateway.intake.content.ZipContent;
import org.shuyuan.gateway.intake.content.ZipMetadata;
import org.shuyuan.gateway.intake.encoding.Encoding;
import org.shuyuan.gateway.intake.encoding.EncodingDetection;

/**
 * Searches what can still be unpacked of a zip or gzip file that is broken or cut off, as
 * text in every plausible encoding, and what it contains unpacked.
 */
public final class BrokenArchive {

	private static final int MOST_MEMBERS = 1_000;

	/** Bytes that are unpacked at most. */
	private static final long MOST = 256L << 20;

	private final FileContent content;

	private final List<Finding> findings = new ArrayList<>();

	private long left = MOST;

	private BrokenArchive(FileContent content) {
		this.content = content;
	}

	/**
	 * What is found in it.
	 * @throws IOException if the file cannot be read, or there is no room for what is
	 * unpacked
	 */
	public static List<Finding> search(FileContent content) throws IOException {
		try {
			return new BrokenArchive(content).search();
		}
		catch (UncheckedIOException full) {
			throw full.getCause();
		}
	}

	private List<Finding> search() throws IOException {
		if (this.content.starts(ZipContent.MAGIC)) {
			zip();
		}
		else {
			search(() -> GzipCompressorInputStream.builder()
				.setInputStream(new BufferedInputStream(this.content.open()))
				.setDecompressConcatenated(true)
				.get());
		}
		this.findings.addAll(inAll(this.content));
		return this.findings;
	}

	private void zip() throws IOException {
		try (ZipFile zip = ZipArchive.file(this.content.file())) {
			List<? extends ZipEntry> entries = Collections.list(zip.entries());
			for (ZipEntry entry : entries.subList(0, Math.min(MOST_MEMBERS, entries.size()))) {
				search(() -> zip.getInputStream(entry));
			}
		}
		catch (IOException _) {
			inOrder();
		}
	}

	/** Members one after the other, without the directory at the end. */
	private void inOrder() throws IOException {
		try (ZipInputStream zip = new ZipInputStream(new BufferedInputStream(this.content.open()),
				ZipMetadata.CHINESE)) {
			for (int i = 0; i < MOST_MEMBERS && zip.getNextEntry() != null; i++) {
				search(() -> new MemberStream(zip));
			}
		}
		catch (IOException | IllegalArgumentException _) {
			// no more can be distinguished
		}
	}

	/**
	 * Reads the bytes up to where they end prematurely; no room for them is no such end.
	 */
	private void search(Encoding.Source member) {
		try {
			Path file = Files.createTempFile(this.content.work(), "member", ".tmp");
			try {
				try (OutputStream out = Files.newOutputStream(file)) {
					copy(member, out);
				}
				try (FileContent part = FileContent.unpacked(file, this.content)) {
					this.findings.addAll(inAll(part));
				}
			}
			finally {
				Files.deleteIfExists(file);
			}
		}
		catch (IOException full) {
			throw new UncheckedIOException(full);
		}
	}

	private void copy(Encoding.Source member, OutputStream out) {
		byte[] buffer = new byte[1 << 12];
		try (InputStream in = member.open()) {
			while (this.left > 0) {
				TimeLimit.check();
				int first = in.read();
				if (first < 0) {
					return;
				}
				buffer[0] = (byte) first;
				write(buffer, 1, out);
				write(buffer, in.read(buffer), out);
			}
		}
		catch (IOException _) {
			// it cannot be opened, or breaks off
		}
	}

	private void write(byte[] buffer, int length, OutputStream out) {
		try {
			out.write(buffer, 0, Math.max(0, length));
			this.left -= Math.max(0, length);
		}
		catch (IOException full) {
			throw new UncheckedIOException(full);
		}
	}

	private static List<Finding> inAll(FileContent content) throws IOException {
		return TextSearch.inAll(EncodingDetection.all(content::open), content::open, content.words());
	}

	/** A member of an archive that goes on after it. */
	private static final class MemberStream extends FilterInputStream {

		MemberStream(InputStream archive) {
			super(archive);
		}

		@Override
		public void close() {
			// the archive closes with its last member
		}

	}

}
