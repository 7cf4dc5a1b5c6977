@echo off
set "node=%~dp0..\..\node_modules\node\bin\node.exe"
if not exist "%node%" set "node=node"
"%node%" "%~dp0..\main.ts" %*
