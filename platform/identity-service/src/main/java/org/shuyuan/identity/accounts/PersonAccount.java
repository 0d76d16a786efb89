package org.shuyuan.identity.accounts;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * A person, as listed and as written to {@code accounts.json}.
 *
 * @param username login name
 * @param password shown once
 * @param roles role codes
 * @param agency unified social credit code
 * @param name what to call the person
 * @param subject the token's {@code sub}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PersonAccount(String username, @Nullable String password, List<String> roles, @Nullable String agency,
		String name, String subject) {

	static PersonAccount of(Account account, @Nullable String password) {
		return new PersonAccount(account.username(), password, account.roleCodes(),
				(account.agency() != null) ? account.agency().value() : null, account.name(), account.subject());
	}

}
