package org.shuyuan.identity;

import java.time.InstantSource;
import java.util.List;
import java.util.Objects;

import javax.sql.DataSource;

import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import org.flywaydb.core.Flyway;
import org.shuyuan.identity.accounts.AccountStore;
import org.shuyuan.identity.accounts.Clients;
import org.shuyuan.identity.accounts.EmbeddedIssuer;
import org.shuyuan.identity.accounts.FirstAccounts;
import org.shuyuan.identity.accounts.IdentityProperties;
import org.shuyuan.identity.accounts.Issuer;
import org.shuyuan.identity.accounts.Secrets;
import org.shuyuan.identity.authorizationserver.Authorizations;
import org.shuyuan.identity.authorizationserver.EmbeddedServer;
import org.shuyuan.identity.authorizationserver.LoginThrottle;
import org.shuyuan.identity.authorizationserver.TokenClaims;
import org.shuyuan.identity.authorizationserver.TokenSigningKey;
import org.shuyuan.identity.mail.FolderMailer;
import org.shuyuan.identity.mail.Mailer;
import org.shuyuan.identity.mail.SmtpMailer;
import org.shuyuan.identity.mail.SmtpProperties;
import org.shuyuan.identity.registration.CitizenRegistration;
import org.shuyuan.identity.registration.MailCodes;
import org.shuyuan.identity.registration.RateLimits;
import org.shuyuan.observability.PlatformProperties;
import org.shuyuan.support.ledger.Ledgers;
import org.shuyuan.support.ledger.ProcessLedger;

import org.springframework.boot.flyway.autoconfigure.FlywayMigrationInitializer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;

/**
 * The platform's accounts, and the parts of the embedded authorization server: clients,
 * key, claims.
 */
@Configuration(proxyBeanMethods = false)
class IdentityConfiguration {

	@Bean
	FlywayMigrationInitializer identityMigrations(DataSource dataSource) {
		return new FlywayMigrationInitializer(Flyway.configure()
			.dataSource(dataSource)
			.schemas("identity")
			.locations("classpath:db/identity")
			.load());
	}

	@Bean
	ProcessLedger identityLedger(Ledgers ledgers, List<FlywayMigrationInitializer> migrated) {
		return ledgers.in("identity");
	}

	@Bean
	@EmbeddedServer
	LoginThrottle identityAttempts() {
		return new LoginThrottle(InstantSource.system());
	}

	@Bean
	@EmbeddedServer
	CitizenRegistration identityRegistration(AccountStore accounts, JdbcClient sql, SmtpProperties smtp,
			PlatformProperties platform, LoginThrottle loginThrottle, Authorizations sessions) {
		InstantSource clock = InstantSource.system();
		return new CitizenRegistration(accounts, new MailCodes(sql, clock), mails(smtp, platform),
				new RateLimits(clock), loginThrottle, sessions);
	}

	private static Mailer mails(SmtpProperties smtp, PlatformProperties platform) {
		String from = Objects.requireNonNullElse(smtp.from(), "");
		String sender = from.isBlank() ? "noreply@" + platform.baseUri().getHost() : from.strip();
		return smtp.sends() ? new SmtpMailer(smtp, sender)
				: new FolderMailer(platform.dataFolder().resolve("mail"), sender);
	}

	@Bean
	PasswordEncoder identitySecrets() {
		return Secrets.encoder();
	}

	@Bean
	@EmbeddedServer
	EmbeddedIssuer identityIssuer() {
		return new EmbeddedIssuer();
	}

	@Bean
	FirstAccounts identityFirstAccounts(AccountStore accounts, Issuer issuer, IdentityProperties properties,
			PlatformProperties platform) {
		return new FirstAccounts(accounts, issuer, properties.issuer(), platform.dataFolder());
	}

	@Bean
	@EmbeddedServer
	RegisteredClientRepository identityClients(AccountStore accounts, IdentityProperties properties,
			PlatformProperties platform) {
		return new Clients(accounts, properties.services(), platform.baseUri().toString());
	}

	@Bean
	@EmbeddedServer
	Authorizations identityAuthorizations() {
		return new Authorizations(InstantSource.system());
	}

	@Bean
	@EmbeddedServer
	OAuth2TokenCustomizer<JwtEncodingContext> identityClaims(AccountStore accounts, IdentityProperties properties) {
		return new TokenClaims(accounts, properties.services());
	}

	@Bean
	@EmbeddedServer
	JWKSource<SecurityContext> identityKeys(PlatformProperties platform) {
		return new ImmutableJWKSet<>(TokenSigningKey.keptIn(platform.dataFolder().resolve("identity")));
	}

	@Bean
	@EmbeddedServer
	AuthorizationServerSettings identitySettings(PlatformProperties platform) {
		return AuthorizationServerSettings.builder().issuer(platform.baseUri().toString()).build();
	}

}
