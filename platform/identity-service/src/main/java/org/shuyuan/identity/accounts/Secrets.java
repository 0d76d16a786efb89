package org.shuyuan.identity.accounts;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * Makes passwords and client secrets and their hashes. Secrets are never chosen by
 * people: a person's carries 95 random bits and is hashed with BCrypt, a system's carries
 * 240 bits, which no dictionary holds, and is hashed with SHA-256, so that a token costs
 * no tenth of a second.
 */
public final class Secrets {

	private static final char[] EASY = "abcdefghjkmnpqrstuvwxyz23456789".toCharArray();

	private static final SecureRandom RANDOM = new SecureRandom();

	private static final PasswordEncoder PEOPLE = new BCryptPasswordEncoder(8);

	private static final PasswordEncoder SYSTEMS = new Generated();

	private Secrets() {
	}

	/** Reads both kinds of hashes, by the name before them. */
	public static PasswordEncoder encoder() {
		return new DelegatingPasswordEncoder("bcrypt", Map.of("bcrypt", PEOPLE, "generated", SYSTEMS)) {
			@Override
			protected boolean upgradeEncodingNonNull(String hash) {
				return false;
			}
		};
	}

	static String generate(Account.Kind kind) {
		return switch (kind) {
			case PERSON -> password();
			case SYSTEM -> secret();
		};
	}

	public static String hash(Account.Kind kind, String secret) {
		return switch (kind) {
			case PERSON -> "{bcrypt}" + PEOPLE.encode(secret);
			case SYSTEM -> "{generated}" + SYSTEMS.encode(secret);
		};
	}

	/** A login name for a user who signs in by e-mail address. */
	public static String username() {
		return "c-" + password();
	}

	private static String password() {
		StringBuilder password = new StringBuilder();
		for (int i = 0; i < 20; i++) {
			if (i > 0 && i % 5 == 0) {
				password.append('-');
			}
			password.append(EASY[RANDOM.nextInt(EASY.length)]);
		}
		return password.toString();
	}

	private static String secret() {
		byte[] bytes = new byte[30];
		RANDOM.nextBytes(bytes);
		return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
	}

	private static final class Generated implements PasswordEncoder {

		@Override
		public @Nullable String encode(@Nullable CharSequence secret) {
			try {
				byte[] hash = MessageDigest.getInstance("SHA-256")
					.digest(String.valueOf(secret).getBytes(StandardCharsets.UTF_8));
				return Base64.getEncoder().encodeToString(hash);
			}
			catch (NoSuchAlgorithmException ex) {
				throw new IllegalStateException(ex);
			}
		}

		@Override
		public boolean matches(@Nullable CharSequence secret, @Nullable String hash) {
			byte[] actual = String.valueOf(encode(secret)).getBytes(StandardCharsets.UTF_8);
			return hash != null && MessageDigest.isEqual(actual, hash.getBytes(StandardCharsets.UTF_8));
		}

	}

}
