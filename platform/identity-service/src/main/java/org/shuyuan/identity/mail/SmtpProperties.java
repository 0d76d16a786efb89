package org.shuyuan.identity.mail;

import java.nio.file.Path;

import org.jspecify.annotations.Nullable;
import org.shuyuan.identity.accounts.EmailAddress;
import org.shuyuan.observability.InvalidSetting;
import org.shuyuan.observability.SecretSetting;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The server that takes mails.
 *
 * @param host its name; none to keep mails in the data folder
 * @param port its port
 * @param username who sends; none where the server requires none
 * @param password the sender's
 * @param passwordFile file that holds the password
 * @param from address that mails come from; {@code noreply} at the platform's host
 * otherwise
 * @param security {@code starttls}, {@code tls} or {@code none}
 */
@ConfigurationProperties("shuyuan.smtp")
public record SmtpProperties(@Nullable String host, @DefaultValue("587") int port, @Nullable String username,
		@Nullable String password, @Nullable Path passwordFile, @Nullable String from,
		@DefaultValue("starttls") String security) {

	public SmtpProperties {
		if (!security.matches("starttls|tls|none")) {
			throw new InvalidSetting(
					"SHUYUAN_SMTP_SECURITY is '%s'; 'starttls', 'tls' or 'none' is expected".formatted(security));
		}
		if (from != null && !from.isBlank() && EmailAddress.of(from).isEmpty()) {
			throw new InvalidSetting("SHUYUAN_SMTP_FROM is '%s', which is no e-mail address".formatted(from));
		}
	}

	/** Whether a server is set. */
	public boolean sends() {
		return this.host != null && !this.host.isBlank();
	}

	String secret() {
		return SecretSetting.read("SHUYUAN_SMTP_PASSWORD", this.password, this.passwordFile);
	}

	/** The password stays out of messages. */
	@Override
	public String toString() {
		return "SmtpProperties[" + this.host + ":" + this.port + "]";
	}

}
