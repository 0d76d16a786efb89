package org.shuyuan.identity.accounts;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

import org.shuyuan.vocab.Text;

/**
 * Which passwords people may choose: long ones that the address does not tell. No classes
 * of characters are asked for (NIST SP 800-63B, section 3.1.1.2).
 */
public final class PasswordRule {

	public static final int SHORTEST = 12;

	/** BCrypt takes no more. */
	private static final int MOST_BYTES = 72;

	private static final int DIFFERENT = 5;

	private static final int TELLING = 4;

	private PasswordRule() {
	}

	/** What is wrong with the password, if anything. */
	public static Optional<Text> broken(String password, EmailAddress email) {
		Text fault = null;
		if (password.codePointCount(0, password.length()) < SHORTEST) {
			fault = Text.of("密码至少 %d 个字符".formatted(SHORTEST),
					"The password has at least %d characters".formatted(SHORTEST));
		}
		else if (password.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
			fault = Text.of("密码最长 72 个字母或 24 个汉字", "The password has at most 72 letters or 24 Chinese characters");
		}
		else if (password.codePoints().anyMatch(Character::isISOControl)) {
			fault = Text.of("密码不得含有控制字符", "The password has no control characters");
		}
		else if (password.codePoints().distinct().count() < DIFFERENT) {
			fault = Text.of("密码至少含 %d 个不同的字符".formatted(DIFFERENT),
					"The password has at least %d different characters".formatted(DIFFERENT));
		}
		else if (email.local().length() >= TELLING && password.toLowerCase(Locale.ROOT).contains(email.local())) {
			fault = Text.of("密码不得包含邮箱名", "The password does not contain the name in your address");
		}
		return Optional.ofNullable(fault);
	}

}
