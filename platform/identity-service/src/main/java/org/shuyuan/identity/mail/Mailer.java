package org.shuyuan.identity.mail;

import org.shuyuan.identity.accounts.EmailAddress;

/**
 * Sends mails, or stores them where there is no server.
 */
public interface Mailer {

	/**
	 * Sends a plain text.
	 * @throws org.springframework.mail.MailException if it was not taken
	 */
	void send(EmailAddress to, String subject, String text);

}
