package org.shuyuan.identity;

/**
 * Sends mails, or keeps them where nothing sends.
 */
interface Mailer {

	/**
	 * Sends a plain text.
	 * @throws org.springframework.mail.MailException if it was not taken
	 */
	void send(EmailAddress to, String subject, String text);

}
