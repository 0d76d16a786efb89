package org.shuyuan.identity.accounts;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.shuyuan.vocab.identifier.AgencyId;
import org.shuyuan.vocab.role.Role;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * Accounts and the hashes of their secrets, in the schema {@code identity}.
 */
@Repository
public class AccountStore {

	private final JdbcClient sql;

	AccountStore(JdbcClient sql) {
		this.sql = sql;
	}

	/**
	 * Makes others who want the name wait until this transaction ends, so that no secret
	 * at the issuer is replaced by that of a create that is then refused.
	 */
	void reserve(String username) {
		this.sql.sql("select pg_advisory_xact_lock(" + IdentityLock.USERNAME.key(":username") + ")")
			.param("username", username)
			.query((row) -> {
			});
	}

	@Transactional
	public void add(Map<Account, String> accountsWithHashes) {
		accountsWithHashes.forEach(this::add);
	}

	private void add(Account account, String hash) {
		try {
			this.sql.sql("""
					insert into identity.account (subject, kind, username, name, roles, agency, secret_hash)
					values (:subject, :kind, :username, :name, :roles, :agency, :hash)""")
				.param("subject", account.subject())
				.param("kind", account.kind().name().toLowerCase(Locale.ROOT))
				.param("username", account.username())
				.param("name", account.name())
				.param("roles", account.roleCodes().toArray(String[]::new))
				.param("agency", (account.agency() != null) ? account.agency().value() : null)
				.param("hash", hash)
				.update();
		}
		catch (DuplicateKeyException _) {
			throw AccountRefused.taken(account.username());
		}
	}

	public Optional<Credentials> find(Account.Kind kind, String username) {
		if (username.indexOf('\0') >= 0) {
			return Optional.empty();
		}
		return this.sql.sql("""
				select * from identity.account
				where username = :username and kind = :kind and disabled is null""")
			.param("username", username)
			.param("kind", kind.name().toLowerCase(Locale.ROOT))
			.query((row, number) -> new Credentials(account(row), row.getString("secret_hash")))
			.optional();
	}

	/** A person's account by its e-mail address. */
	public Optional<Credentials> findByEmail(EmailAddress email) {
		return this.sql.sql("""
				select * from identity.account where email = :email and kind = 'person' and disabled is null""")
			.param("email", email.value())
			.query((row, number) -> new Credentials(account(row), row.getString("secret_hash")))
			.optional();
	}

	/** Whether an account has or had the address, disabled ones too. */
	public boolean hadEmail(EmailAddress email) {
		return this.sql.sql("select exists (select from identity.account where email = :email)")
			.param("email", email.value())
			.query(Boolean.class)
			.single();
	}

	/** Adds an account, unless another has the address. */
	@Transactional
	public boolean addWithEmail(Account account, EmailAddress email, String hash) {
		reserve(email.value());
		if (hadEmail(email)) {
			return false;
		}
		add(account, hash);
		return this.sql.sql("update identity.account set email = :email where subject = :subject")
			.param("email", email.value())
			.param("subject", account.subject())
			.update() == 1;
	}

	/** Gives the account with the address another secret. */
	@Transactional
	public Optional<Account> changeSecret(EmailAddress email, String hash) {
		return this.sql.sql("""
				update identity.account set secret_hash = :hash, secret_changed = now()
				where email = :email and kind = 'person' and disabled is null returning *""")
			.param("hash", hash)
			.param("email", email.value())
			.query((row, number) -> account(row))
			.optional();
	}

	/** Since when the account in use has had its secret. */
	public Optional<Instant> secretSince(String subject) {
		return this.sql.sql("""
				select coalesce(secret_changed, created) from identity.account
				where subject = :subject and disabled is null""")
			.param("subject", subject)
			.query(OffsetDateTime.class)
			.optional()
			.map(OffsetDateTime::toInstant);
	}

	public Optional<Account> findBySubject(String subject) {
		return this.sql.sql("select * from identity.account where subject = :subject and disabled is null")
			.param("subject", subject)
			.query((row, number) -> account(row))
			.optional();
	}

	List<Account> all(Account.Kind kind) {
		return this.sql.sql("""
				select * from identity.account where kind = :kind and disabled is null order by username""")
			.param("kind", kind.name().toLowerCase(Locale.ROOT))
			.query((row, number) -> account(row))
			.list();
	}

	/** Whether the authority has accounts in the agency. */
	boolean isAuthority(AgencyId agency) {
		return this.sql.sql("""
				select exists (select from identity.account
				where agency = :agency and 'authority' = any(roles) and disabled is null)""")
			.param("agency", agency.value())
			.query(Boolean.class)
			.single();
	}

	Set<String> usernames(Collection<String> among) {
		return Set.copyOf(this.sql.sql("select username from identity.account where username = any(:among)")
			.param("among", among.toArray(String[]::new))
			.query(String.class)
			.list());
	}

	@Transactional
	public boolean disable(Account.Kind kind, String username) {
		return this.sql.sql("""
				update identity.account set disabled = now()
				where username = :username and kind = :kind and disabled is null""")
			.param("username", username)
			.param("kind", kind.name().toLowerCase(Locale.ROOT))
			.update() == 1;
	}

	private static Account account(ResultSet row) throws SQLException {
		Set<Role> roles = EnumSet.noneOf(Role.class);
		for (String code : (String[]) row.getArray("roles").getArray()) {
			roles.add(Role.ofCode(code));
		}
		String agency = row.getString("agency");
		return new Account(row.getString("subject"),
				Account.Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)), row.getString("username"),
				row.getString("name"), roles, (agency != null) ? new AgencyId(agency) : null);
	}

	/**
	 * An account with the hash of its secret.
	 *
	 * @param account the account
	 * @param hash as written by {@link Secrets}
	 */
	public record Credentials(Account account, String hash) {
	}

}
