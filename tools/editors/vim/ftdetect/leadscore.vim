autocmd BufNewFile,BufRead *.score setfiletype leadscore
