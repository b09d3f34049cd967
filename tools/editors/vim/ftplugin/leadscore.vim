if exists('b:did_ftplugin') | finish | endif
let b:did_ftplugin = 1
setlocal commentstring=#\ %s comments=:# expandtab shiftwidth=2 softtabstop=2 textwidth=100
let b:undo_ftplugin = 'setlocal commentstring< comments< expandtab< shiftwidth< softtabstop< textwidth<'
if executable('leadscore') && empty(&formatprg)
  setlocal formatprg=leadscore\ fmt\ -
endif
