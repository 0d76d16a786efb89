package org.shuyuan.identity.registration;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import org.shuyuan.identity.accounts.Account;
import org.shuyuan.identity.accounts.AccountStore;
import org.shuyuan.identity.accounts.EmailAddress;
import org.shuyuan.identity.accounts.Secrets;
import org.shuyuan.identity.authorizationserver.Authorizations;
import org.shuyuan.identity.authorizationserver.LoginThrottle;
import org.shuyuan.identity.mail.MailText;
import org.shuyuan.identity.mail.Mailer;
import org.shuyuan.vocab.role.Role;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.dao.DataAccessException;
import org.springframework.mail.MailException;

/**
 * Citizens make accounts of their own and choose another password, with a code that is
 * mailed to them. It does not reveal which addresses have accounts: pages say the same of
 * every address, and mails are sent behind them.
 */
public class CitizenRegistration {

	private static final Logger LOG = LoggerFactory.getLogger(CitizenRegistration.class);

	private static final Duration HOUR = Duration.ofHours(1);

	private static final Duration MINUTE = Duration.ofMinutes(1);

	private static final int MAILS_A_MINUTE = 2;

	private static final int MAILS_TO_ONE = 5;

	/** A whole office may share an address, as may all users behind a proxy. */
	private static final int FROM_ONE_PLACE = 60;

	private static final int MAILS_IN_ALL = 600;

	private final AccountStore accounts;

	private final MailCodes codes;

	private final Mailer mailer;

	private final RateLimits limits;

	private final LoginThrottle loginThrottle;

	private final Authorizations sessions;

	public CitizenRegistration(AccountStore accounts, MailCodes codes, Mailer mailer, RateLimits limits,
			LoginThrottle loginThrottle, Authorizations sessions) {
		this.accounts = accounts;
		this.codes = codes;
		this.mailer = mailer;
		this.limits = limits;
		this.loginThrottle = loginThrottle;
		this.sessions = sessions;
	}

	/**
	 * Has the address sent what it needs.
	 * @param place where the request comes from
	 * @return whether it is within the limit, regardless of whose address it is
	 */
	boolean mail(MailPurpose purpose, EmailAddress to, String place) {
		if (!this.limits.allows("mails from " + place, FROM_ONE_PLACE, HOUR)
				|| !this.limits.allows(purpose.code() + " mails to " + to, MAILS_A_MINUTE, MINUTE)
				|| !this.limits.allows("mails to " + to, MAILS_TO_ONE, HOUR)
				|| !this.limits.allows("mails", MAILS_IN_ALL, HOUR)) {
			return false;
		}
		Thread.ofVirtual().name("mail").start(() -> send(purpose, to));
		return true;
	}

	private void send(MailPurpose purpose, EmailAddress to) {
		try {
			boolean known = this.accounts.findByEmail(to).isPresent();
			if (purpose == MailPurpose.REGISTER && known) {
				MailText.KNOWN.send(this.mailer, to, "");
			}
			else if (purpose == MailPurpose.REGISTER && !this.accounts.hadEmail(to)) {
				MailText.REGISTER.send(this.mailer, to, this.codes.issue(purpose, to));
			}
			else if (purpose == MailPurpose.RESET && known) {
				MailText.RESET.send(this.mailer, to, this.codes.issue(purpose, to));
			}
		}
		catch (MailException | DataAccessException ex) {
			LOG.warn("A mail was not sent: {}", ex.getMessage());
		}
	}

	/**
	 * Makes a citizen's account.
	 * @return whether the code held
	 */
	boolean register(EmailAddress email, String code, String name, String password, String place) {
		if (!triable(place) || !this.codes.redeem(MailPurpose.REGISTER, email, code)) {
			return false;
		}
		Account account = new Account(UUID.randomUUID().toString(), Account.Kind.PERSON, Secrets.username(), name,
				Set.of(Role.CITIZEN), null);
		return this.accounts.addWithEmail(account, email, Secrets.hash(Account.Kind.PERSON, password));
	}

	/**
	 * Gives the account another password and ends its sessions.
	 * @return whether the code held
	 */
	boolean reset(EmailAddress email, String code, String password, String place) {
		if (!triable(place) || !this.codes.redeem(MailPurpose.RESET, email, code)) {
			return false;
		}
		Optional<Account> account = this.accounts.changeSecret(email, Secrets.hash(Account.Kind.PERSON, password));
		account.ifPresent((changed) -> {
			this.sessions.endAllOf(changed.subject());
			this.loginThrottle.succeeded(email.value());
			this.loginThrottle.succeeded(changed.username());
		});
		return account.isPresent();
	}

	private boolean triable(String place) {
		return this.limits.allows("codes from " + place, FROM_ONE_PLACE, HOUR);
	}

}
