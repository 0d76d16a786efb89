<#-- The frame of every page; plain HTML, no scripts. The style sheet and the mark are the portal's own. -->
<#macro registrationLayout bodyClass="" displayInfo=false displayMessage=true displayRequiredFields=false>
<!DOCTYPE html>
<html lang="${lang}">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta name="color-scheme" content="light dark">
  <meta name="robots" content="noindex">
  <title>${msg("shuyuanTitle")}</title>
  <link rel="icon" href="${url.resourcesPath}/img/mark.svg" type="image/svg+xml">
  <#list properties.styles?split(' ') as style>
  <link rel="stylesheet" href="${url.resourcesPath}/${style}">
  </#list>
</head>
<body>
<main class="signin">
  <section class="card lift">
    <p class="house"><img src="${url.resourcesPath}/img/mark.svg" alt="" width="32" height="32"> ${msg("shuyuanHouse")}</p>
    <h1><#nested "header"></h1>
    <#if auth?has_content && auth.showUsername() && !auth.showResetCredentials()>
    <p class="hint">${auth.attemptedUsername} · <a href="${url.loginRestartFlowUrl}">${msg("restartLoginTooltip")}</a></p>
    </#if>
    <#if displayMessage && message?has_content && (message.type != 'warning' || !isAppInitiatedAction??)>
    <p class="alert <#if message.type == 'error'>bad</#if>" role="alert" id="problem">${kcSanitize(message.summary)?no_esc}</p>
    </#if>
    <#nested "form">
    <#if displayInfo><div class="hint"><#nested "info"></div></#if>
    <#if realm.internationalizationEnabled && locale.supported?size gt 1>
    <nav class="languages" aria-label="${msg("languages")}">
      <#list locale.supported as each><a href="${each.url}" lang="${each.languageTag}" <#if each.languageTag == locale.currentLanguageTag>aria-current="true"</#if>>${each.label}</a> </#list>
    </nav>
    </#if>
  </section>
</main>
</body>
</html>
</#macro>
