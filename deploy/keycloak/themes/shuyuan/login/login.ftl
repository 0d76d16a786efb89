<#import "template.ftl" as layout>
<#assign failed = messagesPerField.existsError('username','password')>
<@layout.registrationLayout displayMessage=!failed; section>
  <#if section = "header">
    ${msg("doLogIn")}
  <#elseif section = "form">
    <p class="hint">${msg("shuyuanLead")}</p>
    <#if failed>
    <p class="alert bad" role="alert" id="problem">${kcSanitize(messagesPerField.getFirstError('username','password'))?no_esc}</p>
    </#if>
    <form method="post" action="${url.loginAction}">
      <#if !usernameHidden??>
      <div class="field"><label for="username">${realm.registrationAllowed?then(msg("shuyuanNameOrEmail"), msg("username"))}</label>
        <input id="username" name="username" type="text" value="${(login.username!'')}" autocomplete="username" autocapitalize="none" spellcheck="false" required <#if failed>aria-describedby="problem" aria-invalid="true"</#if>></div>
      </#if>
      <div class="field"><label for="password">${msg("password")}</label>
        <input id="password" name="password" type="password" autocomplete="current-password" required></div>
      <input type="hidden" name="credentialId" <#if auth.selectedCredential?has_content>value="${auth.selectedCredential}"</#if>>
      <button type="submit">${msg("doLogIn")}</button>
    </form>
    <#if realm.registrationAllowed>
    <p>${msg("shuyuanRegisterWhy")} <a href="${url.registrationUrl}">${msg("doRegister")}</a></p>
    </#if>
    <#if client?? && client.baseUrl?has_content>
    <p><a href="${client.baseUrl}">${msg("shuyuanBack")}</a></p>
    </#if>
  </#if>
</@layout.registrationLayout>
