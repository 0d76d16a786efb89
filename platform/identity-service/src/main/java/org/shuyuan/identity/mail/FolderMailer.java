package org.shuyuan.identity.mail;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Date;
import java.util.Properties;
import java.util.UUID;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import org.shuyuan.identity.accounts.EmailAddress;
import org.shuyuan.identity.accounts.PrivateFile;

import org.springframework.mail.MailSendException;

/**
 * Keeps each mail as a file that only its owner may read (RFC 5322, {@code .eml}), for
 * the operator of a platform without a mail server.
 */
public final class FolderMailer implements Mailer {

	private final Path folder;

	private final String from;

	public FolderMailer(Path folder, String from) {
		this.folder = folder;
		this.from = from;
	}

	@Override
	public void send(EmailAddress to, String subject, String text) {
		try {
			MimeMessage mail = new MimeMessage(Session.getInstance(new Properties()));
			mail.setFrom(new InternetAddress(this.from));
			mail.setRecipient(Message.RecipientType.TO, new InternetAddress(to.value()));
			mail.setSentDate(Date.from(Instant.now()));
			mail.setSubject(subject, "UTF-8");
			mail.setText(text, "UTF-8");
			mail.setHeader("Content-Transfer-Encoding", "8bit");
			ByteArrayOutputStream bytes = new ByteArrayOutputStream();
			mail.writeTo(bytes);
			String name = Instant.now().toEpochMilli() + "-" + UUID.randomUUID() + ".eml";
			PrivateFile.write(this.folder.resolve(name), bytes.toString(StandardCharsets.UTF_8));
		}
		catch (MessagingException | IOException ex) {
			throw new MailSendException("The mail cannot be written to " + this.folder, ex);
		}
	}

}
