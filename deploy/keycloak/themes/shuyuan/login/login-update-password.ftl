<#import "template.ftl" as layout>
<#assign failed = messagesPerField.existsError('password','password-confirm')>
<#-- the password policy is broken: told of the whole page, not of a field -->
<@layout.registrationLayout displayMessage=!failed && message?has_content && message.type == 'error'; section>
  <#if section = "header">
    ${msg("shuyuanPasswordTitle")}
  <#elseif section = "form">
    <#if failed>
    <p class="alert bad" role="alert" id="problem">${kcSanitize(messagesPerField.getFirstError('password','password-confirm'))?no_esc}</p>
    </#if>
    <form method="post" action="${url.loginAction}">
      <div class="field"><label for="password-new">${msg("shuyuanPassword")}</label>
        <input id="password-new" name="password-new" type="password" autocomplete="new-password" required autofocus <#if failed>aria-describedby="problem" aria-invalid="true"</#if>></div>
      <div class="field"><label for="password-confirm">${msg("passwordConfirm")}</label>
        <input id="password-confirm" name="password-confirm" type="password" autocomplete="new-password" required <#if failed>aria-describedby="problem" aria-invalid="true"</#if>></div>
      <button type="submit">${msg("doSubmit")}</button>
      <#if isAppInitiatedAction??>
      <button type="submit" name="cancel-aia" value="true" formnovalidate>${msg("doCancel")}</button>
      </#if>
    </form>
  </#if>
</@layout.registrationLayout>
