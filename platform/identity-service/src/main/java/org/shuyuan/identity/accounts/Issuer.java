package org.shuyuan.identity.accounts;

import java.util.List;
import java.util.Map;

import org.shuyuan.identity.problem.IdentityProblem;

/**
 * Issues tokens to the accounts that the platform stores: the embedded authorization
 * server reads them itself, Keycloak has to be notified.
 */
public interface Issuer {

	/**
	 * Makes sure that the accounts can get tokens with these secrets. The same again
	 * changes nothing but the secrets.
	 * @param secrets accounts with their secrets in clear
	 * @return the accounts with the subjects that their tokens carry
	 * @throws IdentityProblem 503 {@code identity-silent} if the issuer does not answer
	 */
	Map<Account, String> enrol(Map<Account, String> secrets);

	/**
	 * Gives the account no more tokens and ends its sessions.
	 * @throws IdentityProblem 503 {@code identity-silent} if the issuer does not answer
	 */
	void disable(Account account);

	/**
	 * Where the issuer says something else than the platform.
	 * @param accounts every account in use
	 */
	List<Drift> drift(List<Account> accounts);

	/** Gives the issuer roles, agencies and groups as the platform has them. */
	void restore(List<Account> accounts);

}
