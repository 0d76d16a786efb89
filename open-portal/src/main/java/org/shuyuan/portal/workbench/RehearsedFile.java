package org.shuyuan.portal.workbench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;

import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionBindingEvent;
import jakarta.servlet.http.HttpSessionBindingListener;
import org.jspecify.annotations.Nullable;

import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.web.multipart.MultipartFile;

/**
 * The workbook that a clerk had rehearsed, stored until it is imported, another replaces
 * it or the session ends; so that the same file need not be chosen twice.
 *
 * @param id what a page that shows its rehearsal names it by
 * @param name the file's own name
 * @param type its media type
 * @param path where it is stored
 */
record RehearsedFile(String id, String name, MediaType type, Path path) implements HttpSessionBindingListener {

	/** Largest workbook that the catalogue takes, in bytes. */
	static final long LARGEST = 20L << 20;

	private static final String KEPT = RehearsedFile.class.getName();

	/** Stores a file in place of the previous one. */
	static RehearsedFile keep(MultipartFile file, MediaType type, HttpSession session) throws IOException {
		Path path = Files.createTempFile("workbook-", "");
		try {
			file.transferTo(path);
		}
		catch (IOException ex) {
			Files.deleteIfExists(path);
			throw ex;
		}
		String name = file.getOriginalFilename();
		RehearsedFile kept = new RehearsedFile(UUID.randomUUID().toString(), (name != null) ? name : "", type, path);
		session.setAttribute(KEPT, kept);
		return kept;
	}

	/** The stored file, if there still is one. */
	static Optional<RehearsedFile> of(@Nullable HttpSession session) {
		return (session != null && session.getAttribute(KEPT) instanceof RehearsedFile kept
				&& Files.exists(kept.path())) ? Optional.of(kept) : Optional.empty();
	}

	static void forget(HttpSession session) {
		session.removeAttribute(KEPT);
	}

	Resource resource() {
		return new FileSystemResource(this.path);
	}

	@Override
	public void valueUnbound(HttpSessionBindingEvent event) {
		try {
			Files.deleteIfExists(this.path);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
