import '../../components/static-page.ts';
