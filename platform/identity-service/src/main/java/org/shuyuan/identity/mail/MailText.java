package org.shuyuan.identity.mail;

import org.shuyuan.identity.accounts.EmailAddress;

/**
 * What mails say, in Chinese and English.
 */
public enum MailText {

	/** A code to register with. */
	REGISTER("数源：注册验证码 · Your code to register", """
			您好：

			您的注册验证码是 %s，10 分钟内有效，只能使用一次。
			请勿告诉他人。如非本人操作，请忽略本邮件。

			Your code to register is %<s. It holds for ten minutes, and once.
			Tell it to nobody. If you did not ask for it, ignore this mail.
			"""),
	/** A code to choose another password with. */
	RESET("数源：重设密码验证码 · Your code for another password", """
			您好：

			您重设密码的验证码是 %s，10 分钟内有效，只能使用一次。
			请勿告诉他人。如非本人操作，请忽略本邮件，密码不会改变。

			Your code to choose another password is %<s. It holds for ten minutes, and once.
			Tell it to nobody. If you did not ask for it, ignore this mail; nothing changes.
			"""),
	/** The address that wanted to register already has an account. */
	KNOWN("数源：您已有账号 · You have an account", """
			您好：

			有人用本邮箱申请注册，但本邮箱已有账号。%s请直接用邮箱和密码登录；忘记密码时，请在登录页选择“忘记密码”。
			如非本人操作，请忽略本邮件。

			Somebody wanted to register with this address, which has an account already. Sign in with
			the address and your password; the sign-in page helps where it is forgotten.
			If it was not you, ignore this mail.
			""");

	private final String subject;

	private final String text;

	MailText(String subject, String text) {
		this.subject = subject;
		this.text = text;
	}

	public void send(Mailer mailer, EmailAddress to, String code) {
		mailer.send(to, this.subject, this.text.formatted(code));
	}

}
