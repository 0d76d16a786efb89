package org.shuyuan.support.problem;

import org.shuyuan.vocab.Text;

import org.springframework.http.HttpStatus;

/**
 * What problems of one type have in common.
 *
 * @param status the HTTP status that it always comes with
 * @param clause the clause that it rests on; empty where no law is behind it
 * @param title what it means
 * @param advice what to do about it
 */
public record ProblemDescription(HttpStatus status, String clause, Text title, Text advice) {
}
