package org.shuyuan.identity.mail;

import java.util.Objects;
import java.util.Properties;

import org.shuyuan.identity.accounts.EmailAddress;

import org.springframework.mail.SimpleMailMessage;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/**
 * Sends mails by a server (RFC 5321), waiting for ten seconds at most.
 */
public final class SmtpMailer implements Mailer {

	private static final String PATIENCE = "10000";

	private final JavaMailSenderImpl server = new JavaMailSenderImpl();

	private final String from;

	public SmtpMailer(SmtpProperties settings, String from) {
		this.from = from;
		this.server.setHost(settings.host());
		this.server.setPort(settings.port());
		this.server.setDefaultEncoding("UTF-8");
		String user = Objects.requireNonNullElse(settings.username(), "");
		if (!user.isBlank()) {
			this.server.setUsername(user);
			this.server.setPassword(settings.secret());
		}
		Properties properties = this.server.getJavaMailProperties();
		properties.put("mail.smtp.auth", String.valueOf(!user.isBlank()));
		properties.put("mail.smtp.starttls.required", String.valueOf("starttls".equals(settings.security())));
		properties.put("mail.smtp.starttls.enable", String.valueOf("starttls".equals(settings.security())));
		properties.put("mail.smtp.ssl.enable", String.valueOf("tls".equals(settings.security())));
		properties.put("mail.smtp.ssl.checkserveridentity", "true");
		for (String wait : new String[] { "connectiontimeout", "timeout", "writetimeout" }) {
			properties.put("mail.smtp." + wait, PATIENCE);
		}
	}

	@Override
	public void send(EmailAddress to, String subject, String text) {
		SimpleMailMessage mail = new SimpleMailMessage();
		mail.setFrom(this.from);
		mail.setTo(to.value());
		mail.setSubject(subject);
		mail.setText(text);
		this.server.send(mail);
	}

}
